//! All postmortems in a stable order.
