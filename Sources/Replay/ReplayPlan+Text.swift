import Records
import Wire

extension ReplayPlan {
    /// For a person: offsets, counts, duration and every topic that is touched.
    public var text: String {
        var lines = ["run \(manifest.id): \(manifest.stages.joined(separator: ", then "))"]
        for range in manifest.ranges {
            let warm = range.from - range.warmUp
            lines.append(
                "  read \(range.source) from \(range.from) to \(range.to): at most \(range.to - range.from) records"
                    + (warm > 0 ? ", and \(warm) from \(range.warmUp) on as warm-up" : ""))
        }
        lines.append("  in all at most \(records) records, \(warmUpRecords) of them warm-up, \(duration)")
        if !manifest.keys.isEmpty { lines.append("  only keys \(manifest.keys.joined(separator: ", "))") }
        for created in creates {
            lines.append(
                "  make \(created.topic), \(created.partitions) partition\(created.partitions == 1 ? "" : "s")"
                    + (created.isCompacted ? ", compacted" : ""))
        }
        for write in writes {
            let readers = write.readers.isEmpty ? "no stage" : write.readers.joined(separator: ", ")
            lines.append("  WRITE TO LIVE \(write.topic), which \(readers) outside of the run reads")
        }
        if manifest.deliver { lines.append("  MAY ALERT PEOPLE: \(manifest.reason ?? "")") }
        lines += cautions.map { "  note: " + $0 }
        return lines.joined(separator: "\n")
    }

    private var duration: String {
        guard let seconds, let rate = manifest.rate else { return "without a rate cap" }
        return "\(seconds) s at \(rate) records/s"
    }
}
