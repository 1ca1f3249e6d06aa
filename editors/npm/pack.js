#!/usr/bin/env node
// Packs the npm packages: one for each platform there is a binary for, and `modal-lsp` itself, which needs whichever
// fits.
//   pack.js VERSION OUT PLATFORM=BINARY...       such as linux-x64=build/release/modal-lsp
"use strict";
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

const [version, out, ...binaries] = process.argv.slice(2);
if (!out || binaries.length === 0 || !binaries.every((each) => each.includes("="))) {
  console.error("usage: pack.js VERSION OUT PLATFORM=BINARY...");
  process.exit(2);
}
const root = path.resolve(__dirname, "../..");
const main = JSON.parse(fs.readFileSync(path.join(__dirname, "package.json"), "utf8"));
const work = fs.mkdtempSync(path.join(os.tmpdir(), "modal-lsp-npm-"));
process.on("exit", () => fs.rmSync(work, { recursive: true, force: true }));
fs.mkdirSync(out, { recursive: true });

function pack(name, manifest, files) {
  const folder = path.join(work, name.replace("/", "-"));
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, "package.json"), JSON.stringify({ ...manifest, name, version }, null, 2) + "\n");
  for (const [from, to, mode] of [...files, [path.join(root, "LICENSE"), "LICENSE", 0o644]]) {
    fs.mkdirSync(path.dirname(path.join(folder, to)), { recursive: true });
    fs.copyFileSync(from, path.join(folder, to));
    fs.chmodSync(path.join(folder, to), mode);
  }
  const listed = execFileSync("npm", ["pack", "--json", "--pack-destination", path.resolve(out)], { cwd: folder });
  console.log(path.join(out, JSON.parse(listed)[0].filename.replace("@", "").replace("/", "-")));
}

function packPlatform(platform, binary) {
  const [system, processor, library] = platform.split("-");
  const manifest = {
    description: `The binary of modal-lsp for ${platform}`,
    license: main.license,
    author: main.author,
    os: [system],
    cpu: [processor],
    ...(system === "linux" && { libc: [library || "glibc"] }),
    preferUnplugged: true,
    files: ["bin"],
  };
  pack(`@modal-lsp/${platform}`, manifest, [
    [binary, system === "win32" ? "bin/modal-lsp.exe" : "bin/modal-lsp", 0o755],
    [path.join(__dirname, "platform-readme.md"), "README.md", 0o644],
  ]);
}

const optionalDependencies = {};
for (const each of binaries) {
  const at = each.indexOf("=");
  packPlatform(each.slice(0, at), each.slice(at + 1));
  optionalDependencies[`@modal-lsp/${each.slice(0, at)}`] = version;
}
pack("modal-lsp", { ...main, optionalDependencies }, [
  [path.join(__dirname, "modal-lsp.js"), "modal-lsp.js", 0o755],
  [path.join(__dirname, "README.md"), "README.md", 0o644],
]);
