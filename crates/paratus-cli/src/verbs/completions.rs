//! `completions`: a script that teaches a shell the command's words.

use crate::console::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use clap::Args;
use clap_complete::Shell;

pub(crate) const EXAMPLES: &str = "\
Examples:
  source <(paratus completions bash)
  paratus completions zsh > ~/.zfunc/_paratus
  paratus completions fish -o ~/.config/fish/completions/paratus.fish
  paratus completions powershell >> $PROFILE

";

/// Arguments of `completions`.
#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(crate) fn run(args: &CompletionsArgs, context: &Context) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut crate::command(), "paratus", &mut script);
    let mut output = Output::open(context)?;
    output.text(&String::from_utf8_lossy(&script));
    output.finish()?;
    Ok(Exit::Done)
}
