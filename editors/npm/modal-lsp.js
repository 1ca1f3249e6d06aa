#!/usr/bin/env node
// Starts the binary of this platform, which one of the optional dependencies brought.
"use strict";
const { spawn } = require("node:child_process");
const os = require("node:os");

function isMusl() {
  // Node reports the version of glibc it runs with; with another C library there is none.
  return process.platform === "linux" && !process.report.getReport().header.glibcVersionRuntime;
}

function binary() {
  if (process.env.MODAL_LSP_BINARY) return process.env.MODAL_LSP_BINARY;
  const platform = `${process.platform}-${process.arch}${isMusl() ? "-musl" : ""}`;
  const name = `@modal-lsp/${platform}`;
  try {
    return require.resolve(`${name}/bin/modal-lsp${process.platform === "win32" ? ".exe" : ""}`);
  } catch {
    const known = Object.keys(require("./package.json").optionalDependencies).join(", ");
    console.error(`modal-lsp: the package ${name} is not installed.
There are binaries in ${known}. If yours is among them, install again without leaving out optional dependencies;
else build modal-lsp from its sources, and name the binary in the environment variable MODAL_LSP_BINARY.`);
    process.exit(127);
  }
}

const child = spawn(binary(), process.argv.slice(2), { stdio: "inherit", windowsHide: true });
const signals = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2"];
// Keys such as Ctrl-C reach the child by the terminal as well; here they only must not end the launcher before it.
for (const signal of signals) process.on(signal, () => child.kill(signal));

child.on("error", (error) => {
  console.error(`modal-lsp: ${error.message}`);
  process.exit(126);
});
child.on("exit", (code, signal) => {
  if (signal === null) process.exit(code);
  // Ends as the child did, so that who started us sees the same.
  for (const each of signals) process.removeAllListeners(each);
  process.kill(process.pid, signal);
  setTimeout(() => process.exit(128 + os.constants.signals[signal]), 1000);
});
