"""Faust (the maintained fork): a table in RocksDB with a changelog topic."""

import os

import faust

import job

app = faust.App(
    job.ID,
    broker=f"kafka://{job.BOOTSTRAP}",
    store="rocksdb://",
    datadir=job.STATE,
    processing_guarantee=os.environ.get("FAUST_GUARANTEE", "exactly_once"),
    broker_commit_interval=float(os.environ.get("FAUST_COMMIT_SECONDS", job.COMMIT_SECONDS)),
    topic_partitions=job.PARTITIONS,
    topic_replication_factor=1,
    topic_disable_leader=True,
    consumer_auto_offset_reset="earliest",
    producer_linger=0.005,
    stream_wait_empty=False,
    web_enabled=False,
)
bookings = app.topic(job.INPUT, key_type=bytes, key_serializer="raw", value_serializer="json")
scores = app.topic(job.OUTPUT, key_type=bytes, key_serializer="raw", value_serializer="json")
baselines = app.Table("baselines", partitions=job.PARTITIONS)


@app.agent(bookings)
async def score(stream):
    async for booking in stream:
        account = booking["account"]
        baselines[account], output = job.step(baselines.get(account), booking)
        await scores.send(key=account.encode(), value=output)


if __name__ == "__main__":
    app.main()
