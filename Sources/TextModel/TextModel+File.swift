internal import Foundation
internal import StageKit

/// The head of a model file.
private struct TextModelHeader: Codable {
    var labels: [String]
    var task: TextTask
    var training: TextTraining
    var thresholds: [Float]
    var calibrations: [Calibration]
    var card: TextModelCard
    var ngrams: Int
    var wordNgrams: Int
    /// The weights are signed bytes.
    var compact: Bool
}

/// Layout, little-endian: the mark `PRTEXT02`; the head's length (4 bytes); the head (JSON); of each n-gram the hash (8
/// bytes), then of each the rarity (4), then the biases (4 each) and the weights (4 each, n-gram by n-gram, then fact by
/// fact; in a compact file the scale of each label, 4 each, and 1 each); last the SHA-256 of all before as 64 hexadecimal digits.
extension TextModel {
    private static let mark = Array("PRTEXT02".utf8)

    /// The model as a file; the same model always gives the same bytes. 12 bytes an n-gram plus 4 for each label.
    public func bytes() throws(TextModelError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let head: Data
        do {
            head = try encoder.encode(
                TextModelHeader(
                    labels: labels, task: task, training: training, thresholds: thresholds,
                    calibrations: calibrations, card: card, ngrams: linear.vocabulary.count,
                    wordNgrams: linear.vocabulary.wordCount, compact: linear.isCompact))
        } catch { throw .notAModel(reason: "its head cannot be written: \(error)") }
        var file = Self.mark
        file.reserveCapacity(head.count + linear.vocabulary.count * (12 + 4 * labels.count) + 200)
        Self.append(UInt64(head.count), 4, to: &file)
        file += head
        for hash in linear.vocabulary.hashes { Self.append(hash, 8, to: &file) }
        for value in linear.vocabulary.rarity + linear.bias { Self.append(UInt64(value.bitPattern), 4, to: &file) }
        if linear.isCompact {
            let scales = CompactWeights.scales(linear.weights, outputs: labels.count)
            for scale in scales { Self.append(UInt64(scale.bitPattern), 4, to: &file) }
            file += CompactWeights.bytes(linear.weights, scales)
        } else {
            for value in linear.weights { Self.append(UInt64(value.bitPattern), 4, to: &file) }
        }
        file += Array(SHA256.hex(file).utf8)
        return file
    }

    /// Reads a model file.
    ///
    /// - Throws: ``TextModelError/notAModel(reason:)`` unless it is whole, of this version, and every figure is sound.
    /// - Parameter checksDigest: false for bytes that are part of the program.
    public init(bytes: [UInt8], checksDigest: Bool = true) throws(TextModelError) {
        guard bytes.starts(with: Self.mark) else {
            throw .notAModel(reason: "it does not begin with PRTEXT02, the mark of version 2")
        }
        guard bytes.count >= 12 + 64 else { throw .notAModel(reason: "it ends after \(bytes.count) bytes") }
        let end = bytes.count - 64
        if checksDigest {
            let sum = SHA256.hex(Array(bytes[..<end]))
            guard Array(sum.utf8) == Array(bytes[end...]) else {
                throw .notAModel(reason: "its SHA-256 is \(sum), which is not what it ends with")
            }
        }
        let length = Int(Self.integer(bytes, 8, 4))
        guard 12 + length <= end else { throw .notAModel(reason: "its head is longer than the file") }
        let head: TextModelHeader
        do {
            head = try JSONDecoder().decode(TextModelHeader.self, from: Data(bytes[12..<12 + length]))
        } catch { throw .notAModel(reason: "its head: \(error)") }
        try head.training.validate()
        let labels = head.labels.count
        let count = head.ngrams
        guard labels > 0, Set(head.labels).count == labels, head.thresholds.count == labels,
            head.calibrations.count == labels, head.task == .multiLabel || labels >= 2,
            head.calibrations.allSatisfy(\.isSound), head.thresholds.allSatisfy(\.isFinite)
        else { throw .notAModel(reason: "labels, thresholds and calibrations do not fit each other") }
        let columns = count.addingReportingOverflow(TextFacts.count)
        guard count >= 0, count < 1 << 31, labels < 1 << 16, !columns.overflow, (0...count).contains(head.wordNgrams),
            end - 12 - length == count * 12 + labels * 4
                + (head.compact ? labels * 4 + columns.partialValue * labels : columns.partialValue * labels * 4)
        else { throw .notAModel(reason: "it has not the \(count) n-grams of \(labels) labels that it says") }
        var start = 12 + length
        let hashes = (0..<count).map { Self.integer(bytes, start + 8 * $0, 8) }
        start += 8 * count
        func floats(_ count: Int) throws(TextModelError) -> [Float] {
            defer { start += 4 * count }
            let read = (0..<count).map { Float(bitPattern: UInt32(Self.integer(bytes, start + 4 * $0, 4))) }
            guard read.allSatisfy(\.isFinite) else { throw .notAModel(reason: "a weight is not finite") }
            return read
        }
        let rarity = try floats(count)
        let bias = try floats(labels)
        let weights: [Float]
        if head.compact {
            weights = CompactWeights.weights(Array(bytes[(start + 4 * labels)..<end]), try floats(labels))
        } else {
            weights = try floats(columns.partialValue * labels)
        }
        self.init(
            labels: head.labels, task: head.task, training: head.training, thresholds: head.thresholds,
            calibrations: head.calibrations, card: head.card,
            linear: LinearTextModel(
                settings: head.training.features,
                vocabulary: Vocabulary(hashes: hashes, wordCount: head.wordNgrams, rarity: rarity),
                weights: weights, bias: bias, isCompact: head.compact))
    }

    /// The same model with weights of eight bits: a quarter of the size, each weight off by at most 0.8 % of its label's
    /// largest. What it says is exactly what its file says.
    public func compacted() -> TextModel {
        let scales = CompactWeights.scales(linear.weights, outputs: labels.count)
        let weights = CompactWeights.weights(CompactWeights.bytes(linear.weights, scales), scales)
        return TextModel(
            labels: labels, task: task, training: training, thresholds: thresholds, calibrations: calibrations,
            card: card,
            linear: LinearTextModel(
                settings: linear.settings, vocabulary: linear.vocabulary, weights: weights, bias: linear.bias,
                isCompact: true))
    }

    private static func append(_ value: UInt64, _ size: Int, to file: inout [UInt8]) {
        for byte in 0..<size { file.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * byte))) }
    }

    private static func integer(_ bytes: [UInt8], _ start: Int, _ size: Int) -> UInt64 {
        (0..<size).reduce(0) { $0 | UInt64(bytes[start + $1]) << UInt64(8 * $1) }
    }
}
