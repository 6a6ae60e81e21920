/// One row of a file, by what it says and not yet by what that means.
public struct RawPlace: Sendable, Equatable {
    /// What a row can tell.
    public enum Field: String, Sendable, CaseIterable {
        case id, kind, name, bank, latitude = "lat", longitude = "lon", district, state, attribution
    }

    /// From 1: the line of a CSV or XML file, the element of a JSON document.
    public var line: Int
    public var values: [Field: String]
    /// Why it has no place, when the source knows.
    public var fault: String?

    public init(line: Int, values: [Field: String], fault: String? = nil) {
        self.line = line
        self.values = values
        self.fault = fault
    }

    /// The trimmed value, nil when there is none.
    subscript(_ field: Field) -> String? { values[field] }
}

/// A file as a whole that cannot be read.
public struct ReferenceFault: Error, Sendable, Equatable, CustomStringConvertible {
    public var description: String
    public init(_ description: String) { self.description = description }
}

/// A row that was left out, and why.
public struct RowProblem: Sendable, Equatable, CustomStringConvertible {
    public var line: Int
    public var id: String?
    public var reason: String

    /// `line 4 (node/17): ...`, to be put after the file's name.
    public var description: String { "\(line)\(id.map { " (\($0))" } ?? ""): \(reason)" }
}
