"""Pathway: at least once (exactly once is in its paid edition), state in memory with snapshots to a directory."""

import orjson
import pathway as pw

import job

kafka = {
    "bootstrap.servers": job.BOOTSTRAP,
    "group.id": job.ID,
    "auto.offset.reset": "earliest",
    "partitioner": "murmur2_random",
    "linger.ms": "5",
}


class Booking(pw.Schema, append_only=True):
    transaction_id: str
    account: str
    amount: str
    channel: str
    booked_at: str


# Called once for a group in a batch: the outputs of the batch are part of the state, so that each booking gives one. A batch
# is not in order; the bookings of one account never share a second.
@pw.reducers.stateful_many
def score(state, rows):
    baseline = state[0] if state else None
    outputs = []
    for row, _ in sorted(rows, key=lambda pair: pair[0][4]):
        booking = dict(zip(("transaction_id", "account", "amount", "channel", "booked_at"), row))
        baseline, output = job.step(baseline, booking)
        outputs.append(orjson.dumps(output).decode())
    return (baseline, tuple(outputs))


def outputs_of(state) -> tuple[str, ...]:
    return state[1]


bookings = pw.io.kafka.read(
    kafka, topic=job.INPUT, schema=Booking, format="json", autocommit_duration_ms=int(job.COMMIT_SECONDS * 1000))
states = bookings.groupby(pw.this.account).reduce(
    pw.this.account,
    state=score(pw.this.transaction_id, pw.this.account, pw.this.amount, pw.this.channel, pw.this.booked_at))
changes = states.to_stream()
outputs = changes.select(pw.this.account, output=pw.apply_with_type(outputs_of, tuple[str, ...], pw.this.state))
pw.io.kafka.write(
    outputs.flatten(pw.this.output), kafka, job.OUTPUT, format="plaintext", key=pw.this.account, value=pw.this.output)

pw.run(
    monitoring_level=pw.MonitoringLevel.NONE,
    persistence_config=pw.persistence.Config(
        pw.persistence.Backend.filesystem(job.STATE), snapshot_interval_ms=10_000))
