internal import StageKit
package import TextModel

extension Calibration {
    /// On scores of texts that the scoring model had not seen.
    package static func fit(_ method: Method, scores: [Double], positive: [Bool]) -> Calibration {
        method == .platt ? platt(scores, positive) : isotonic(scores, positive)
    }

    /// Newton's method with backtracking on the smoothed targets of Platt, as in Lin, Lin & Weng (2007).
    private static func platt(_ scores: [Double], _ positive: [Bool]) -> Calibration {
        let positives = Double(positive.count { $0 })
        let negatives = Double(positive.count) - positives
        let high = (positives + 1) / (positives + 2)
        let low = 1 / (negatives + 2)
        func loss(_ a: Double, _ b: Double) -> Double {
            var sum = 0.0
            for index in scores.indices {
                let f = a * scores[index] + b
                sum += softplus(f) - (positive[index] ? high : low) * f
            }
            return sum
        }
        var a = 0.0
        var b = ln((positives + 1) / (negatives + 1))
        var value = loss(a, b)
        for _ in 0..<100 {
            var (gradientA, gradientB, aa, ab, bb) = (0.0, 0.0, 1e-9, 0.0, 1e-9)
            for index in scores.indices {
                let p = sigmoid(a * scores[index] + b)
                let difference = p - (positive[index] ? high : low)
                let weight = p * (1 - p)
                gradientA += difference * scores[index]
                gradientB += difference
                aa += weight * scores[index] * scores[index]
                ab += weight * scores[index]
                bb += weight
            }
            guard max(abs(gradientA), abs(gradientB)) > 1e-6 else { break }
            let determinant = aa * bb - ab * ab
            let stepA = -(bb * gradientA - ab * gradientB) / determinant
            let stepB = -(aa * gradientB - ab * gradientA) / determinant
            var length = 1.0
            while length > 1e-10 {
                let next = loss(a + length * stepA, b + length * stepB)
                if next < value + 1e-4 * length * (gradientA * stepA + gradientB * stepB) {
                    a += length * stepA
                    b += length * stepB
                    value = next
                    break
                }
                length /= 2
            }
            if length <= 1e-10 { break }
        }
        return Calibration(method: .platt, points: [a, b], levels: [])
    }

    private static func isotonic(_ scores: [Double], _ positive: [Bool]) -> Calibration {
        struct Block {
            var first: Double
            var last: Double
            var hits: Double
            var rows: Double
        }
        var blocks: [Block] = []
        for index in scores.indices.sorted(by: { (scores[$0], $0) < (scores[$1], $1) }) {
            let hit = positive[index] ? 1.0 : 0.0
            if let last = blocks.last, last.last == scores[index] {
                blocks[blocks.count - 1].hits += hit
                blocks[blocks.count - 1].rows += 1
            } else {
                blocks.append(Block(first: scores[index], last: scores[index], hits: hit, rows: 1))
            }
            while blocks.count > 1 {
                let (left, right) = (blocks[blocks.count - 2], blocks[blocks.count - 1])
                guard left.hits * right.rows >= right.hits * left.rows else { break }
                blocks.removeLast()
                blocks[blocks.count - 1] = Block(
                    first: left.first, last: right.last, hits: left.hits + right.hits, rows: left.rows + right.rows)
            }
        }
        if blocks.isEmpty { blocks = [Block(first: 0, last: 0, hits: 0, rows: 1)] }
        var points: [Double] = []
        var levels: [Double] = []
        for block in blocks {
            // A prior of one half in each block keeps the ends away from certainty.
            let level = (block.hits + 0.5) / (block.rows + 1)
            for point in block.first == block.last ? [block.first] : [block.first, block.last] {
                points.append(point)
                levels.append(max(level, levels.last ?? 0))
            }
        }
        return Calibration(method: .isotonic, points: points, levels: levels)
    }

    private static func ln(_ x: Double) -> Double { PortableMath.log2(x) * 0.6931471805599453 }

    private static func exp(_ x: Double) -> Double { PortableMath.exp2(x * 1.4426950408889634) }

    private static func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

    private static func softplus(_ x: Double) -> Double { x > 0 ? x + ln(1 + exp(-x)) : ln(1 + exp(x)) }
}
