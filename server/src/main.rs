//! `hadir`: the command line.

use std::io::{Write, stderr};
use std::process::ExitCode;

use clap::Parser;
use server::{command::Command, command::CommandError, config::Config, telemetry};

/// The register of an association, on the phones of its volunteers.
#[derive(Debug, Parser)]
#[command(name = "hadir", version, propagate_version = true)]
struct Line {
    #[command(flatten)]
    config: Config,
    #[command(subcommand)]
    command: Command,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Line::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing is left to tell it to when stderr itself is closed.
            let _ = writeln!(stderr(), "hadir: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(line: Line) -> Result<(), CommandError> {
    telemetry::start()?;
    line.command.run(line.config.checked()?).await
}
