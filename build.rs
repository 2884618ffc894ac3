//! Builds anew when a file of a shipped theme comes or goes: the compiler sees only those it knows.

fn main() {
    println!("cargo::rerun-if-changed=themes");
}
