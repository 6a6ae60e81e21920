public import Foundation

/// One result of a message batch.
public struct BatchResult: Sendable, Equatable {
    /// The id the request was sent with.
    public var id: String
    /// The message's body, or why there is none.
    public var outcome: Result<Data, LanguageModelFault>
}

public enum BatchStatus: Sendable, Equatable {
    /// Still being worked on, with the provider's counts.
    case processing(done: Int, of: Int)
    case ended
}

/// Message batches: half the price, an answer within 24 hours. For backfills, never for a case that is waited for.
/// Source: docs.anthropic.com/en/docs/build-with-claude/batch-processing.
extension AnthropicClient {
    /// Submits texts; returns the provider's id of the batch. The caller has set the money aside and writes the id down.
    ///
    /// - Parameter requests: an id of at most 64 characters of `[A-Za-z0-9_-]`, and a masked text, each.
    public func submitBatch(
        _ requests: [(id: String, mask: PersonalDataMask)], card: TaxonomyCard
    ) throws(LanguageModelFault) -> String {
        let prompt = TagPrompt(card: card, settings: settings)
        let items = requests.map { ["custom_id": $0.id, "params": prompt.parameters($0.mask)] as [String: Any] }
        let reply = try post("/v1/messages/batches", try JSONBytes.write(["requests": items]))
        guard let id = JSONBytes.object(reply)?["id"] as? String, Self.isPlain(id) else {
            throw .malformed("the batch has no usable id")
        }
        return id
    }

    public func batchStatus(_ id: String) throws(LanguageModelFault) -> BatchStatus {
        guard Self.isPlain(id) else { throw .malformed("'\(id)' is no id of a batch") }
        let reply = try get("/v1/messages/batches/\(id)")
        guard let object = JSONBytes.object(reply), let status = object["processing_status"] as? String else {
            throw .malformed("the batch has no processing_status")
        }
        if status == "ended" { return .ended }
        let counts =
            (object["request_counts"] as? [String: Any])?.compactMapValues { ($0 as? NSNumber)?.intValue } ?? [:]
        let all = counts.values.reduce(0, +)
        return .processing(done: all - (counts["processing"] ?? 0), of: all)
    }

    /// The results of a batch that has ended, in the provider's order, which is not the order of submission.
    public func batchResults(_ id: String) throws(LanguageModelFault) -> [BatchResult] {
        guard Self.isPlain(id) else { throw .malformed("'\(id)' is no id of a batch") }
        let reply = try get("/v1/messages/batches/\(id)/results")
        return reply.split(separator: UInt8(ascii: "\n")).compactMap { line in
            guard let object = JSONBytes.object(Data(line)), let id = object["custom_id"] as? String,
                let result = object["result"] as? [String: Any], let type = result["type"] as? String
            else { return nil }
            guard type == "succeeded", let message = result["message"],
                let body = try? JSONSerialization.data(withJSONObject: message)
            else { return BatchResult(id: id, outcome: .failure(.malformed("the batch says: \(type)"))) }
            return BatchResult(id: id, outcome: .success(body))
        }
    }

    /// The tokens of a message in a batch's result.
    public func batchCost(_ body: Data) -> Int64? { TagAnswer.use(body)?.cost(settings.prices, isBatch: true) }

    private static func isPlain(_ id: String) -> Bool {
        !id.isEmpty && id.utf8.count <= 128
            && id.utf8.allSatisfy {
                $0 == 0x5F || $0 == 0x2D || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
                    || UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20
            }
    }
}
