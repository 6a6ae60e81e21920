import StageKit

/// A key with places for what a record is about: `{policy}/{case_id}/{account}`.
public struct KeyTemplate: Sendable, Equatable {
    /// What a template may name.
    public enum Field: String, Sendable, CaseIterable {
        case policy, account
        case caseID = "case_id"
        case cell
        case firID = "fir_id"
        case postID = "post_id"
        case subject, ring, terminal, district
        /// The S2 cell of level 10, some 10 km wide, around the record's cell.
        case area
    }

    enum Piece: Sendable, Equatable {
        case text(String)
        case field(Field)
    }

    let pieces: [Piece]

    /// Nil when a brace is open, or names no ``Field``, or the text is empty.
    public init?(_ text: String) {
        var pieces: [Piece] = []
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}") else { return nil }
            guard let field = Field(rawValue: String(rest[rest.index(after: open)..<close])) else { return nil }
            if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
            pieces.append(.field(field))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        guard !pieces.isEmpty else { return nil }
        self.pieces = pieces
    }

    public func uses(_ field: Field) -> Bool { pieces.contains(.field(field)) }

    /// The key, at most ``BoundedText/keyBytes`` long. What a record does not say reads `-`.
    func render(_ value: (Field) -> String?) -> String {
        var text = ""
        for piece in pieces {
            switch piece {
            case .text(let words): text += words
            case .field(let field): text += value(field) ?? "-"
            }
        }
        return BoundedText.key(text, bytes: BoundedText.keyBytes)
    }
}

/// Texts cut to what the contract allows.
enum BoundedText {
    /// What a key may have so that a command's number fits behind it within 255 bytes.
    static let keyBytes = 230
    static let idBytes = 255
    static let summaryScalars = 1_024

    /// `text`, or its start with a hash of the whole behind it: two long texts stay two keys.
    static func key(_ text: String, bytes: Int) -> String {
        guard text.utf8.count > bytes else { return text }
        let tail = "~" + String(StableHash.of(text), radix: 16)
        return start(of: text, bytes: bytes - tail.utf8.count) + tail
    }

    private static func start(of text: String, bytes: Int) -> String {
        var kept = String.UnicodeScalarView()
        var size = 0
        for scalar in text.unicodeScalars {
            size += UTF8.width(scalar)
            if size > bytes { break }
            kept.append(scalar)
        }
        return String(kept)
    }

    /// `text`, or its start and an ellipsis.
    static func summary(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let end = scalars.index(scalars.startIndex, offsetBy: summaryScalars, limitedBy: scalars.endIndex),
            end < scalars.endIndex
        else { return text }
        return String(String.UnicodeScalarView(scalars.prefix(summaryScalars - 1))) + "…"
    }
}
