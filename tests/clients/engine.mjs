import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** The command `interlock decide --lines`: one scenario a line in, one decision a line out. */
export class Engine {
  #process;
  #ended;
  #lines;

  constructor(command) {
    this.#process = spawn(command, ['decide', '--lines'], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#ended = once(this.#process, 'close');
    this.#ended.catch(() => {});  // that it cannot be started is told by `decide` and `close`
    this.#process.stdin.on('error', () => {});
    this.#lines = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  async decide(scenario) {
    this.#process.stdin.write(`${JSON.stringify(scenario)}\n`);
    const { value, done } = await this.#lines.next();
    if (done) throw new Error(`the command ended with status ${await this.close()}`);
    const decision = JSON.parse(value);
    if (decision.error) throw new Error(`${decision.error.pointer}: ${decision.error.message}`);
    return decision;
  }

  /** Resolves to the exit status of the command. */
  async close() {
    this.#process.stdin.end();
    const [status] = await this.#ended;
    return status;
  }
}
