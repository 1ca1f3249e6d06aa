// What the status bar says of who and where the next command acts.
import type { l10n as L10n } from 'vscode';
import type { Identity } from './protocol';

/** `chosen` is the environment that the person selected, empty for none; `lines` are for the tooltip. */
export function describeIdentity(
  known: Identity | undefined,
  chosen: string,
  l10n: Pick<typeof L10n, 't'>,
): { text: string; lines: string[] } {
  if (!known) return { text: chosen === '' ? 'Modal' : `Modal: ${chosen}`, lines: [] };
  const environment = chosen === '' ? known.environment : chosen;
  const names = [known.profile, environment].filter((name) => name !== '');
  const or = (name: string) => (name === '' ? '—' : name);
  return {
    text: names.length === 0 ? 'Modal' : `Modal: ${names.join(' / ')}`,
    lines: [
      l10n.t('Profile: {0}', or(known.profile)),
      l10n.t('Workspace: {0}', or(known.workspace)),
      l10n.t('Environment: {0}', or(environment)),
      known.cli
        ? l10n.t('Command line: {0}', `modal ${known.cli.version}`)
        : l10n.t('There is no `modal` command here'),
      ...(known.token ? [] : [l10n.t('There is no token; `modal setup` makes one')]),
    ],
  };
}
