// Everyday use by kafkajs: topics, a group of two, compressed batches, transactions, admin. Prints "ok" at the end;
// anything else is a failure. BOOTSTRAP and the folder with node_modules come as arguments.
const [bootstrap, modules] = process.argv.slice(2);
const { Kafka, CompressionTypes, logLevel } = require(`${modules}/node_modules/kafkajs`);
const assert = require('node:assert');

const kafka = new Kafka({ clientId: 'kafkajs', brokers: [bootstrap], logLevel: logLevel.ERROR, retry: { initialRetryTime: 50 } });
const topic = `kafkajs-${process.pid}`;

async function until(condition, what) {
  for (const end = Date.now() + 30000; Date.now() < end;) {
    if (await condition()) return;
    await new Promise((next) => setTimeout(next, 20));
  }
  assert.fail(`timed out: ${what}`);
}

async function produce(admin) {
  await admin.createTopics({ topics: [{ topic, numPartitions: 2 }], waitForLeaders: true });
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  for (let i = 0; i < 50; i++) {
    await producer.send({
      topic,
      acks: -1,
      compression: i % 2 ? CompressionTypes.GZIP : CompressionTypes.None,
      messages: [{ key: `k${i}`, value: `v${i}`, headers: { n: `${i}` } }],
    });
  }
  await producer.disconnect();
}

async function transact() {
  const producer = kafka.producer({ transactionalId: `tx-${topic}`, idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  const aborted = await producer.transaction();
  await aborted.send({ topic, messages: [{ key: 'a', value: 'aborted' }] });
  await aborted.abort();
  const committed = await producer.transaction();
  await committed.send({ topic, messages: [{ key: 'c', value: 'committed' }] });
  await committed.sendOffsets({ consumerGroupId: `txgroup-${topic}`, topics: [{ topic, partitions: [{ partition: 0, offset: '7' }] }] });
  await committed.commit();
  await producer.disconnect();
}

async function consume() {
  const seen = new Map();
  const members = [];
  for (const name of ['one', 'two']) {
    const consumer = kafka.consumer({ groupId: `group-${topic}`, sessionTimeout: 6000, rebalanceTimeout: 6000, heartbeatInterval: 300 });
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({
      eachMessage: async ({ partition, message }) => seen.set(`${partition}/${message.offset}`, [name, message.value.toString()]),
    });
    members.push(consumer);
  }
  const values = () => [...seen.values()].map(([, value]) => value);
  await until(() => values().includes('committed') && values().length >= 51, `${values().length} of 51 records`);
  for (const consumer of members) await consumer.disconnect();
  assert.ok(!values().includes('aborted'), 'a read-committed consumer saw an aborted record');
  assert.strictEqual(values().length, 51);
}

(async () => {
  const admin = kafka.admin();
  await admin.connect();
  await produce(admin);
  await transact();
  await consume();
  const offsets = await admin.fetchOffsets({ groupId: `txgroup-${topic}`, topics: [topic] });
  assert.strictEqual(offsets[0].partitions.find((item) => item.partition === 0).offset, '7');
  await until(async () => (await admin.describeGroups([`group-${topic}`])).groups[0].state === 'Empty', 'the group is empty');
  await admin.deleteGroups([`group-${topic}`]);
  await admin.deleteTopics({ topics: [topic] });
  await until(async () => !(await admin.listTopics()).includes(topic), 'the topic is gone');
  await admin.disconnect();
  console.log('ok');
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
