// Whole lives of jobs a second in BullMQ: add, fetch, complete. Usage: node lives.mjs PORT WORKERS LIVES WAITING
import { Queue, Worker } from 'bullmq';

const [port, workers, lives, waiting] = process.argv.slice(2).map(Number);
const connection = { host: '127.0.0.1', port };
const data = { key: 'area/tile', sources: ['x'.repeat(300)] };
const settings = { removeOnComplete: false };

const others = new Queue('waiting', { connection });
for (let first = 0; first < waiting; first += 1000) {
  await others.addBulk(Array.from({ length: Math.min(1000, waiting - first) }, () => ({ name: 'job', data })));
}

const queue = new Queue('measured', { connection });
let done = 0;
let finish;
const all = new Promise(resolve => (finish = resolve));
const staff = Array.from({ length: workers }, () =>
  new Worker('measured', async () => { if (++done === lives) finish(); }, { connection, concurrency: 1 }));
await Promise.all(staff.map(worker => worker.waitUntilReady()));

const began = process.hrtime.bigint();
const cpu = process.cpuUsage();
// As many senders as workers, each waits for its answer, as ours do.
await Promise.all(Array.from({ length: workers }, async (_, sender) => {
  for (let number = sender; number < lives; number += workers) {
    await queue.add('job', data, settings);
  }
}));
await all;
const seconds = Number(process.hrtime.bigint() - began) / 1e9;
const used = process.cpuUsage(cpu);
console.log(JSON.stringify({ lives, workers, waiting, seconds, cpu: (used.user + used.system) / 1e6 }));
await Promise.all(staff.map(worker => worker.close(true)));
await queue.close();
await others.close();
