/// How well scores rank frauds before the rest: areas and precisions from scores and labels. O(n log n).
public enum Scoring {
    /// NaN without both classes.
    public static func auc(_ scores: [Float], _ labels: [Bool]) -> Double {
        var above = 0.0
        var frauds = 0.0
        var sound = 0.0
        for group in groups(scores, labels) {
            above += Double(group.sound) * (frauds + Double(group.frauds) / 2)
            frauds += Double(group.frauds)
            sound += Double(group.sound)
        }
        return above / (frauds * sound)
    }

    /// NaN without a fraud.
    public static func averagePrecision(_ scores: [Float], _ labels: [Bool]) -> Double {
        var total = 0.0
        var frauds = 0.0
        var seen = 0.0
        for group in groups(scores, labels) {
            frauds += Double(group.frauds)
            seen += Double(group.frauds + group.sound)
            total += Double(group.frauds) * frauds / seen
        }
        return total / frauds
    }

    /// Mean over the days of the share of frauds among the `top` cards of highest score; a card counts with its
    /// highest score of the day and is left out on the days after it was caught.
    public static func cardPrecision(
        _ scores: [Float], _ labels: [Bool], cards: [UInt64], days: [Int], top: Int = 100
    ) -> Double {
        var caught: Set<UInt64> = []
        var precisions: [Double] = []
        for (_, rows) in Dictionary(grouping: scores.indices, by: { days[$0] }).sorted(by: { $0.key < $1.key }) {
            var day: [UInt64: (score: Float, isFraud: Bool)] = [:]
            for row in rows where !caught.contains(cards[row]) {
                let card = day[cards[row]] ?? (-.infinity, false)
                day[cards[row]] = (max(card.score, scores[row]), card.isFraud || labels[row])
            }
            let order = day.sorted { ($0.value.score, $1.key) > ($1.value.score, $0.key) }.prefix(top)
            let hits = order.filter { $0.value.isFraud }.map(\.key)
            caught.formUnion(hits)
            precisions.append(Double(hits.count) / Double(top))
        }
        return precisions.reduce(0, +) / Double(precisions.count)
    }

    /// Rows of equal score together, highest score first.
    private static func groups(_ scores: [Float], _ labels: [Bool]) -> [(frauds: Int, sound: Int)] {
        var groups: [(frauds: Int, sound: Int)] = []
        var last = Float.nan
        for row in scores.indices.sorted(by: { scores[$0] > scores[$1] }) {
            if scores[row] != last { groups.append((0, 0)) }
            last = scores[row]
            if labels[row] {
                groups[groups.count - 1].frauds += 1
            } else {
                groups[groups.count - 1].sound += 1
            }
        }
        return groups
    }
}
