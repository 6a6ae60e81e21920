import ArgumentParser
import Foundation
import Records
import ReferenceData
import Scenario

/// The file of a scenario's parameters, and the real terminals of one.
enum ScenarioFile {
    /// Sets what the JSON object at `path` names; names that begin with `#` are remarks. Faults name the field.
    static func apply(_ path: String, to parameters: inout ScenarioParameters) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ValidationError("cannot read '\(path)': no such file, or no permission")
        }
        let parsed = try? JSONSerialization.jsonObject(with: data)
        guard let object = parsed as? [String: Any] else {
            throw ValidationError("'\(path)' is no JSON object; prahari simulate --show-parameters prints one")
        }
        for (key, any) in object.sorted(by: { $0.key < $1.key }) where !key.hasPrefix("#") {
            guard let field = ScenarioField(rawValue: key) else {
                let known = ScenarioField.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("\(path): there is no parameter '\(key)'; there are \(known)")
            }
            do throws(ScenarioFault) { try field.set(value(any), in: &parameters) } catch {
                throw ValidationError("\(path): \(error)")
            }
        }
    }

    private static func value(_ any: Any) -> ScenarioField.Value {
        switch any {
        case let text as String: .text(text)
        case let number as NSNumber: .number(number.doubleValue)
        case is NSNull: .null
        default: .text("\(any)")
        }
    }

    /// JSON lines as `prahari ref load` writes them, or any file that it reads. Bad rows are left out and counted.
    static func terminals(_ path: String) throws -> [ReferenceTerminal] {
        if path.hasSuffix(".jsonl") {
            return try ReferenceFiles.lines(of: path, as: [.refTerminals]).compactMap {
                if case .terminal(let terminal) = $0 { terminal } else { nil }
            }
        }
        let file = try ReferenceFiles.read(path, options: PlaceFile.Options())
        let loaded = PlaceRules().terminals(file)
        if !loaded.problems.isEmpty {
            Terminal.note(
                "\(loaded.problems.count) rows of \(path) are left out; prahari ref load --dry-run names them")
        }
        guard !loaded.places.isEmpty else { throw ValidationError("'\(path)' holds no terminal") }
        if let attribution = file.attribution { Terminal.note("attribution: \(attribution)") }
        return loaded.places
    }
}
