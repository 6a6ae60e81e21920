import ArgumentParser
import Composition
import Foundation
import Records
import ReferenceData
import Runtime
import Wire

/// Reference data and risk from files or topics, for the commands that need them.
enum ReferenceFiles {
    static func read(_ path: String, options: PlaceFile.Options) throws -> PlaceFile {
        guard let data = FileManager.default.contents(atPath: path) else {
            Terminal.error("cannot read '\(path)': no such file, or no permission")
            throw ExitCode(2)
        }
        do throws(ReferenceFault) {
            return try PlaceFile([UInt8](data), options: options)
        } catch {
            Terminal.error("\(path): \(error)")
            throw ExitCode(1)
        }
    }

    static func write(_ records: [DomainRecord], _ topic: Topic, to target: String, _ common: CommonOptions) throws {
        if target == "kafka" {
            let producer = try BulkProducer(Cluster(common.load()))
            for record in records { try producer.send(record, to: topic) }
            return try producer.finish()
        }
        var writer = ByteWriter(capacity: 256 * records.count)
        for record in records {
            WireEncoder.encode(record, into: &writer)
            writer.append(0x0A as UInt8)
        }
        if target == "-" { return FileHandle.standardOutput.write(Data(writer.bytes)) }
        do { try Data(writer.bytes).write(to: URL(fileURLWithPath: target)) } catch {
            throw ClusterFault("cannot write '\(target)': \(error.localizedDescription)")
        }
    }

    static func terminals(_ path: String?, orKafka: Bool, _ common: CommonOptions) throws -> [ReferenceTerminal] {
        try records(path, orKafka: orKafka, .refTerminals, common).compactMap {
            if case .terminal(let terminal) = $0 { terminal } else { nil }
        }
    }

    static func stations(_ path: String?, orKafka: Bool, _ common: CommonOptions) throws -> [ReferenceStation] {
        try records(path, orKafka: orKafka, .refStations, common).compactMap {
            if case .station(let station) = $0 { station } else { nil }
        }
    }

    private static func records(
        _ path: String?, orKafka: Bool, _ topic: Topic, _ common: CommonOptions
    ) throws -> [DomainRecord] {
        if let path { return try lines(of: path, as: [topic]) }
        return orKafka ? try table(topic, common) : []
    }

    /// JSON lines, each a record of one of `topics`: the first that it can be read as.
    static func lines(of path: String, as topics: [Topic]) throws -> [DomainRecord] {
        let decoder = WireDecoder()
        var records: [DomainRecord] = []
        for (number, line) in try LineSource(path: path).enumerated() {
            let bytes = [UInt8](line)
            var fault = ""
            let found = topics.lazy.compactMap { topic -> DomainRecord? in
                do throws(DecodeFault) {
                    return try decoder.decode(topic.recordKind, key: nil, bytes.span.bytes)
                } catch {
                    fault += fault.isEmpty ? "\(topic.rawValue): \(error)" : "; \(topic.rawValue): \(error)"
                    return nil
                }
            }.first
            guard let found else {
                Terminal.error("\(path):\(number + 1): \(fault)")
                throw ExitCode(1)
            }
            records.append(found)
        }
        return records
    }

    /// Everything on a topic in its order; of a compacted one the latest of each key, without those deleted.
    static func table(_ topic: Topic, _ common: CommonOptions, compacted: Bool = true) throws -> [DomainRecord] {
        let configuration = try common.load()
        let reader = try TopicReader(
            Cluster(configuration), topic: configuration.runtime.name(of: topic), from: .beginning)
        defer { reader.close() }
        let decoder = WireDecoder()
        var all: [DomainRecord] = []
        var latest: [String: DomainRecord] = [:]
        var refused = 0
        try reader.readToEnd { records in
            for record in records {
                guard let value = record.value else {
                    latest[record.keyText] = nil
                    continue
                }
                guard let decoded = try? decoder.decode(topic.recordKind, key: record.keyText, value.span.bytes) else {
                    refused += 1
                    continue
                }
                if compacted { latest[record.keyText] = decoded } else { all.append(decoded) }
            }
        }
        if refused > 0 { Terminal.note("\(refused) records of \(topic.rawValue) cannot be read and are left out") }
        return compacted ? latest.sorted { $0.key < $1.key }.map(\.value) : all
    }
}
