// `ok NAME`, `FAIL NAME: DETAIL` and `skip NAME: REASON` lines.

let failed = 0;

export const failures = () => failed;

export function ok(name) {
  console.log(`ok ${name}`);
}

export function skip(name, reason) {
  console.log(`skip ${name}: ${reason}`);
}

export function fail(name, detail) {
  failed += 1;
  const text = typeof detail === 'string' ? detail : JSON.stringify(detail);
  console.log(`FAIL ${name}: ${(text ?? '').replaceAll('\n', ' ').slice(0, 600)}`);
}

/**
 * Runs one test: `body` throws, or gives something false, or [truth, detail]; a test that is not so leaves a picture.
 * Gives whether it passed.
 */
export async function test(workbench, name, body) {
  let detail = 'not so';
  try {
    let result = await body();
    if (Array.isArray(result)) [result, detail = detail] = result;
    if (result) {
      ok(name);
      return true;
    }
  } catch (error) {
    detail = error instanceof Error ? error.message : String(error);
  }
  fail(name, detail);
  const file = `failed-${failed}-${name.replaceAll(/\W+/g, '-').slice(0, 50)}`;
  await workbench?.screenshot(file).catch(() => undefined);
  await workbench?.press('Escape').catch(() => undefined);
  return false;
}
