//! Arguments in, exit code out; nothing else.

mod cli;

/// A build makes and drops small texts by the million, in all threads: this one is fast at that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::run().into()
}
