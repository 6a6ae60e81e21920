import Foundation
import Glibc

/// What the kernel says of a process now.
struct ProcessVitals {
    var residentMebibytes: Double
    var fileDescriptors: Int

    /// Nil when the process is gone. Costs two reads below `/proc`.
    static func of(_ id: Int32) -> ProcessVitals? {
        guard let text = try? String(contentsOfFile: "/proc/\(id)/statm", encoding: .utf8) else { return nil }
        let fields = text.split(separator: " ")
        guard fields.count > 1, let pages = Double(fields[1]),
            let files = try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(id)/fd")
        else { return nil }
        return ProcessVitals(
            residentMebibytes: pages * Double(sysconf(Int32(_SC_PAGESIZE))) / 1_048_576, fileDescriptors: files.count)
    }
}

/// A straight line through points of which some are far off.
enum RobustLine {
    /// The median of the slopes between all pairs of points (Theil 1950, Sen 1968): up to 29 % of the points may be
    /// anything. Nil below two different times. Takes at most 400 of the points, evenly: O(n^2) pairs.
    static func slope(_ points: [(time: Double, value: Double)]) -> Double? {
        let step = max(1, (points.count + 399) / 400)
        let used = stride(from: 0, to: points.count, by: step).map { points[$0] }
        var slopes: [Double] = []
        for first in used.indices {
            for second in used.indices.dropFirst(first + 1) where used[second].time != used[first].time {
                slopes.append((used[second].value - used[first].value) / (used[second].time - used[first].time))
            }
        }
        guard !slopes.isEmpty else { return nil }
        slopes.sort()
        let middle = slopes.count / 2
        return slopes.count % 2 == 1 ? slopes[middle] : (slopes[middle - 1] + slopes[middle]) / 2
    }

    /// How much the line rises between the first and the last point.
    static func growth(_ points: [(time: Double, value: Double)]) -> Double {
        guard let first = points.first, let last = points.last, let slope = slope(points) else { return 0 }
        return slope * (last.time - first.time)
    }
}
