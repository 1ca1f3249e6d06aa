// The version of a server binary, and which binary belongs to which platform.

/** Three numbers, as in "0.1.0"; undefined when `text` holds none. A suffix such as "-rc1" is passed over. */
export function parseVersion(text: string): [number, number, number] | undefined {
  const found = /(\d+)\.(\d+)\.(\d+)/.exec(text);
  return found ? [Number(found[1]), Number(found[2]), Number(found[3])] : undefined;
}

/** Whether `version` is `oldest` or newer; false when either is none. */
export function atLeast(version: string, oldest: string): boolean {
  const left = parseVersion(version);
  const right = parseVersion(oldest);
  if (!left || !right) return false;
  for (const at of [0, 1, 2] as const) if (left[at] !== right[at]) return left[at] > right[at];
  return true;
}

/**
 * The version in the answer of `modal-lsp version --output-format json`; undefined when another program answered.
 */
export function versionOf(answer: string): string | undefined {
  try {
    const json: unknown = JSON.parse(answer);
    if (typeof json !== 'object' || json === null) return undefined;
    const { name, version } = json as { name?: unknown; version?: unknown };
    return name === 'modal-lsp' && typeof version === 'string' ? version : undefined;
  } catch {
    return undefined;
  }
}

export function binaryName(platform: NodeJS.Platform): string {
  return platform === 'win32' ? 'modal-lsp.exe' : 'modal-lsp';
}
