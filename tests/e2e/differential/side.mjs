// SPDX-License-Identifier: Apache-2.0
// One of the two chains that are compared: a program, its endpoint, blocks made on demand.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import http from 'node:http';

const batch_max = 100;

export const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

export class Side {
  constructor(name, port) {
    Object.assign(this, { name, port, id: 0 });
    this.agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  }

  start(program, args) {
    this.output = '';
    this.process = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const keep = (text) => (this.output = (this.output + text).slice(-4000));
    this.process.stdout.on('data', keep);
    this.process.stderr.on('data', keep);
    return this.answers();
  }

  async answers() {
    for (let i = 0; i < 300; ++i) {
      if (this.process.exitCode !== null) break;
      try {
        return await this.one('eth_chainId');
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
    throw new Error(`${this.name} does not answer:\n${this.output}`);
  }

  stop() {
    this.agent.destroy();
    this.process?.kill();
  }

  post(body) {
    const text = JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
      };
      const options = {
        host: '127.0.0.1',
        port: this.port,
        method: 'POST',
        agent: this.agent,
        headers,
      };
      const request = http.request(options, (response) => {
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.on('end', () => resolve(JSON.parse(Buffer.concat(parts).toString())));
      });
      request.on('error', (error) => reject(new Error(`${this.name}: ${error.message}`)));
      request.end(text);
    });
  }

  async one(method, params = []) {
    const answer = await this.post({ jsonrpc: '2.0', id: ++this.id, method, params });
    if (answer.error) throw new Error(`${this.name} ${method}: ${JSON.stringify(answer.error)}`);
    return answer.result;
  }

  // Answers of [method, params] in their order, errors included. For reads: a batch has no order.
  async many(calls) {
    const answers = [];
    for (let start = 0; start < calls.length; start += batch_max) {
      const part = calls.slice(start, start + batch_max);
      const body = part.map(([method, params], id) => ({ jsonrpc: '2.0', id, method, params }));
      const list = await this.post(body);
      if (!Array.isArray(list)) throw new Error(`${this.name}: ${JSON.stringify(list)}`);
      for (const answer of list) answers[start + answer.id] = answer;
    }
    return answers;
  }

  async mine(count, time) {
    if (time !== undefined) await this.one('evm_setNextBlockTimestamp', [`0x${time.toString(16)}`]);
    if (count === 1) return this.one('evm_mine');
    return this.one('anvil_mine', [`0x${count.toString(16)}`]);
  }

  async send(raw) {
    const answers = await this.many(raw.map((one) => ['eth_sendRawTransaction', [one]]));
    for (const { error } of answers)
      if (error) throw new Error(`${this.name} refuses a transaction: ${JSON.stringify(error)}`);
  }
}
