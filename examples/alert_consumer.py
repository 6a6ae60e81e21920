#!/usr/bin/env python3
"""Acts on alert commands and answers with receipts, exactly once on Kafka. pip install confluent-kafka"""
import datetime, json, os
from confluent_kafka import Consumer, Producer

brokers = os.environ.get("PRAHARI_BOOTSTRAP", "127.0.0.1:19092")
consumer = Consumer({"bootstrap.servers": brokers, "group.id": "my-bank-alerts", "isolation.level": "read_committed",
                     "enable.auto.commit": False, "auto.offset.reset": "earliest"})
# Receipts must reach the partition of their alert: Java's partitioner, which librdkafka does not use by itself.
producer = Producer({"bootstrap.servers": brokers, "transactional.id": "my-bank-alerts-1",
                     "partitioner": "murmur2_random"})


def act(command):
    """Yours: hold the money, tell the branch. May be called again for the same command["id"] after a crash."""
    print(command["severity"], command["action"], command["summary"], flush=True)


producer.init_transactions()
consumer.subscribe(["alerts.commands.v1"])
while True:
    message = consumer.poll(1.0)
    if message is None or message.error():
        continue
    command, now = json.loads(message.value()), datetime.datetime.now(datetime.timezone.utc)
    expired = datetime.datetime.fromisoformat(command["expires_at"].replace("Z", "+00:00")) <= now
    if not expired and "run_id" not in command:  # a replay is not acted on
        act(command)
    receipt = {"command_id": command["id"], "dedup_key": command["dedup_key"], "group_key": command["group_key"],
               "recipient": "my-bank", "channel": "kafka", "status": "expired" if expired else "delivered",
               "at": now.isoformat(timespec="milliseconds")}
    producer.begin_transaction()
    producer.produce("alerts.receipts.v1", json.dumps(receipt), key=message.key())  # the key of the command
    producer.send_offsets_to_transaction(consumer.position(consumer.assignment()), consumer.consumer_group_metadata())
    producer.commit_transaction()
