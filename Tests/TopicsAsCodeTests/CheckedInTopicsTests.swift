import Foundation
import Records
import Testing

@testable import TopicsAsCode

/// The files of the repository.
@Suite struct CheckedInTopicsTests {
    @Test func filesAreGoodAndComplete() throws {
        let folder = try checkedInTopics()
        #expect(folder.topics.count == Topic.allCases.count + StageTopology.all.count * 3)
        #expect(folder.topics.allSatisfy { $0.role.hasSchema == ($0.samples.count >= 2) })
    }

    /// Rewrite with: PRAHARI_REWRITE=1 swift test --filter asyncAPIIsFresh
    @Test func asyncAPIIsFresh() throws {
        if ProcessInfo.processInfo.environment["PRAHARI_REWRITE"] != nil {
            try TopicCheck.writeAsyncAPI(path: topicsPath, stages: StageTopology.all)
        }
        let report = TopicCheck.run(path: topicsPath, stages: StageTopology.all)
        #expect(report.isGood, "\(report.text)")
        #expect(report.topics == 59)
    }

    @Test func everySampleIsValid() throws {
        for topic in try checkedInTopics().topics {
            for sample in topic.samples {
                #expect(topic.schema?.validate(sample.value) == [], "\(topic.name) \(sample.key)")
            }
        }
    }

    /// Each required field, taken away or of another type, is noticed.
    @Test func schemasRefuseWrongRecords() throws {
        for topic in try checkedInTopics().topics {
            guard let schema = topic.schema, let sample = topic.samples.first?.value.object,
                let required = schema.source.object?["required"]?.array?.compactMap(\.string)
            else { continue }
            for name in required {
                var without = sample
                without[name] = nil
                #expect(!schema.validate(.object(without)).isEmpty, "\(topic.name) without \(name)")
                var wrong = sample
                wrong[name] = .object(["unexpected": .null])
                #expect(!schema.validate(.object(wrong)).isEmpty, "\(topic.name) with an object as \(name)")
            }
            #expect(!schema.validate("text").isEmpty, "\(topic.name) as a text")
        }
    }

    /// What stages emit is closed, so that a field that nobody declared is noticed; what others send is open.
    @Test func outputsAreClosedAndInputsAreOpen() throws {
        for topic in try checkedInTopics().topics {
            guard let schema = topic.schema, var sample = topic.samples.first?.value.object else { continue }
            sample["field_of_tomorrow"] = 1
            let isOurs = StageTopology.all.contains { $0.outputs.map(\.rawValue).contains(topic.name) }
            #expect(schema.validate(.object(sample)).isEmpty != isOurs || topic.owner == "simulator", "\(topic.name)")
        }
    }

    @Test func changelogsAreCompactedAndMatchTheirStage() throws {
        let folder = try checkedInTopics()
        for stage in StageTopology.all {
            let changelog = try #require(folder[stage.changelog])
            #expect(
                changelog.isCompacted && changelog.schema == nil && changelog.contentType == "application/octet-stream")
            #expect(changelog.configs["delete.retention.ms"] == "86400000")
            #expect(changelog.owner == stage.name)
        }
    }

    @Test func samplesTellOneStoryInSeveralZones() throws {
        let text = try checkedInTopics().topics.flatMap(\.samples).map(\.value.text).joined()
        for zone in ["+05:30\"", "Z\"", "+04:00\"", "+05:45\"", "+07:00\""] { #expect(text.contains(zone), "\(zone)") }
    }

    /// The byte ranges in the samples point at the words that they claim.
    @Test func byteRangesAreRight() throws {
        let folder = try checkedInTopics()
        let texts = try [(Topic.policeFIRs, "gist", Topic.taggedFIRs), (.socialPosts, "text", .scoredPosts)].map {
            (
                try #require(folder[$0.0]?.samples.first?.value.object?[$0.1]?.string),
                try #require(folder[$0.2]?.samples.first?.value.object)
            )
        }
        for (text, output) in texts {
            for item in (output["tags"]?.array ?? []) + (output["entities"]?.array ?? []) {
                guard case .integer(let start)? = item.object?["start"], case .integer(let end)? = item.object?["end"]
                else { continue }
                let words = String(decoding: Array(text.utf8)[Int(start)..<Int(end)], as: UTF8.self)
                let claimed = item.object?["evidence"]?.string ?? item.object?["value"]?.string ?? ""
                #expect(words == claimed || words.filter { $0 != " " } == claimed)
            }
        }
    }

    @Test func describesEveryTopic() throws {
        let folder = try checkedInTopics()
        for topic in folder.topics {
            let text = try #require(folder.describe(topic.name, stages: StageTopology.all))
            #expect(text.hasPrefix(topic.name + "\n"))
            #expect(folder.json(topic.name, stages: StageTopology.all)?.object?["name"]?.string == topic.name)
        }
        #expect(folder.describe("no.such.v1", stages: []) == nil)
        let text = try #require(folder.describe("trail.taints.v1", stages: StageTopology.all))
        #expect(text.contains("written by    trail\n") && text.contains("read by       trail\n"))
        #expect(text.contains("retention.ms=2592000000  (30 days)"))
    }
}
