// The control plane of tests/control_plane, and the real command line of Modal that talks to it.
import { execFileSync, spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const tests = fileURLToPath(new URL('../..', import.meta.url));
const version = '1.6.4';

/** The interpreter that has the SDK; throws with the reason when it cannot be had. */
export function pythonWithSdk() {
  const script = 'import sdk, sys\ntry: print(sdk.python_with(sys.argv[1]))\nexcept sdk.Unavailable as error: sys.exit(str(error))';
  try {
    return execFileSync('python3', ['-c', script, version], { cwd: join(tests, 'oracle'), encoding: 'utf8' }).trim();
  } catch (error) {
    throw new Error(error.stderr?.trim().split('\n').at(-1) ?? error.message);
  }
}

export class ControlPlane {
  static async start(home) {
    const self = new ControlPlane();
    const python = pythonWithSdk();
    self.program = join(dirname(python), 'modal');
    self.server = spawn(python, [join(tests, 'control_plane', 'plane.py')], { stdio: ['ignore', 'pipe', 'inherit'] });
    const variables = {};
    // It says how to reach it, and then nothing more.
    for await (const line of createInterface({ input: self.server.stdout })) {
      const [, name, value] = /^export (\w+)=(.*)$/.exec(line) ?? [];
      if (name) variables[name] = value;
      if ('MODAL_TOKEN_SECRET' in variables) break;
    }
    if (!('MODAL_TOKEN_SECRET' in variables)) throw new Error('the control plane did not start');
    /** For an editor: where the command line finds the plane, and settings of its own. */
    self.environment = {
      ...variables,
      MODAL_CONFIG_PATH: join(home, 'modal.toml'),
      PYTHONDONTWRITEBYTECODE: '1',
    };
    return self;
  }

  /** What the command line says is there, by name. */
  apps(environment) {
    const text = execFileSync(this.program, ['app', 'list', '--env', environment, '--json'], {
      encoding: 'utf8',
      env: { ...process.env, ...this.environment },
    });
    return Object.fromEntries(JSON.parse(text).map(({ description, state }) => [description, state]));
  }

  stop() {
    this.server.kill('SIGINT');
  }
}
