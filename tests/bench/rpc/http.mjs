// SPDX-License-Identifier: Apache-2.0
// The least that a driver needs of HTTP, so that its own work on the shared cores is small: one
// kept-alive connection, one request at a time, prepared bytes.
import net from 'node:net';

export function request(body) {
  const text = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const head =
    'POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n' +
    `Content-Length: ${text.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), text]);
}

export class Connection {
  constructor(port) {
    this.parts = [];
    this.socket = net.connect({ host: '127.0.0.1', port, noDelay: true });
    this.socket.setTimeout(60_000, () => this.waiting?.reject(new Error('no answer for a minute')));
    this.socket.on('data', (part) => this.#take(part));
    this.socket.on('error', (error) => this.waiting?.reject(error));
    this.socket.on('close', () => this.waiting?.reject(new Error('the node closed a connection')));
  }

  post(bytes) {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket.write(bytes);
    });
  }

  close() {
    this.waiting = undefined;
    this.socket.destroy();
  }

  #take(part) {
    this.parts.push(part);
    const all = this.parts.length === 1 ? part : Buffer.concat(this.parts);
    this.parts = [all];
    const end = all.indexOf('\r\n\r\n');
    if (end < 0) return;
    const length = /content-length: *(\d+)/i.exec(all.toString('latin1', 0, end));
    if (!length) return this.waiting.reject(new Error('an answer without Content-Length'));
    if (all.length < end + 4 + Number(length[1])) return;
    this.parts = [];
    this.waiting.resolve(all.toString('utf8', end + 4));
  }
}
