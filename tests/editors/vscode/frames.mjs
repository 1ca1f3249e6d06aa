// Messages of the Language Server Protocol on a stream of bytes.

/** Calls `receive` with each message that comes in on `stream`. */
export function read(stream, receive) {
  let waiting = Buffer.alloc(0);
  stream.on('data', (bytes) => {
    waiting = Buffer.concat([waiting, bytes]);
    for (;;) {
      const end = waiting.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/content-length: *(\d+)/i.exec(waiting.toString('ascii', 0, end))?.[1]);
      if (waiting.length < end + 4 + length) return;
      const message = JSON.parse(waiting.toString('utf8', end + 4, end + 4 + length));
      waiting = waiting.subarray(end + 4 + length);
      receive(message);
    }
  });
}

export function write(stream, message) {
  const body = Buffer.from(JSON.stringify(message));
  stream.write(`Content-Length: ${body.length}\r\n\r\n`);
  stream.write(body);
}
