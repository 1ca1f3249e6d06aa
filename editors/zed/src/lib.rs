//! Tells Zed how to start modal-lsp: the binary of the settings, else the one on the PATH of the project's shell.

use zed_extension_api::{self as zed, settings::LspSettings, LanguageServerId, Result, Worktree};

struct ModalExtension;

impl zed::Extension for ModalExtension {
    fn new() -> Self {
        Self
    }

    fn language_server_command(
        &mut self,
        id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<zed::Command> {
        let binary = LspSettings::for_worktree(id.as_ref(), worktree)?.binary;
        let (path, args) = binary.map_or((None, None), |it| (it.path, it.arguments));
        let command = path.or_else(|| worktree.which("modal-lsp")).ok_or(
            "modal-lsp is not on the PATH: install it, or name it in lsp.modal-lsp.binary.path of the settings",
        )?;
        Ok(zed::Command {
            command,
            args: args.unwrap_or_default(),
            env: worktree.shell_env(),
        })
    }
}

zed::register_extension!(ModalExtension);
