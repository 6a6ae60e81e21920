import ArgumentParser
import Composition
import Foundation
import Records
import Runtime
import StageKit
import Wire

struct OverviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "overview",
        abstract: "Counts the records of every topic and shows the strongest alerts, forecasts, trails and volumes.",
        discussion: "Reads the topics whole: for demos and small clusters.")

    @OptionGroup var common: CommonOptions
    @Option(help: "How many alerts and forecasts to show.") var show = 5
    @Flag(help: "Print one JSON object.") var json = false

    func run() throws {
        let configuration = try common.load()
        let cluster = Cluster(configuration)
        var picture = Picture()
        for topic in Topic.allCases { try picture.read(topic, cluster) }
        for stage in StageRegistry.all {
            for name in [stage.descriptor.deadLetterTopic, stage.descriptor.lateTopic] {
                try picture.count(name, cluster)
            }
        }
        if json {
            Terminal.json(["records": picture.counts, "forecast_hits": picture.hits, "cash_outs": picture.cashOuts])
            return
        }
        print(picture)
    }

    private func print(_ picture: Picture) {
        Terminal.line("Records per topic")
        for topic in Topic.allCases {
            guard let count = picture.counts[topic.rawValue], count > 0 else { continue }
            Terminal.line("  \(topic.rawValue.padding(toLength: 26, withPad: " ", startingAt: 0)) \(count)")
        }
        for (name, count) in picture.counts.sorted(by: { $0.key < $1.key })
        where Topic(rawValue: name) == nil && count > 0 {
            Terminal.line("  \(name.padding(toLength: 26, withPad: " ", startingAt: 0)) \(count)")
        }
        section(
            "Alert commands, the most severe first",
            distinct(picture.commands.filter { $0.action == .trigger }).map {
                Summary.line(.alertCommand($0))
            })
        section(
            "Forecasts: where the money will be drawn",
            picture.forecasts.sorted { $0.atRisk > $1.atRisk }.map {
                Summary.line(.riskForecast($0))
            })
        section(
            "Stolen money followed",
            picture.hops.filter { $0.kind == .cashedOut || $0.kind == .moved }.map {
                Summary.line(.trailHop($0))
            })
        section(
            "Volumes unlike their past",
            picture.volumes.sorted { ($0.verdict.score, $1.series) > ($1.verdict.score, $0.series) }.map {
                Summary.line(.volumeScore($0))
            })
        if picture.cashOuts > 0 {
            Terminal.line(
                "\nOf \(picture.cashOuts) cash-outs of stolen money that the scenario's truth knows, "
                    + "\(picture.hits) happened at a terminal that a forecast for that account had named before.")
        }
    }

    /// The most severe first, and of each policy one before a second of any.
    private func distinct(_ commands: [AlertCommand]) -> [AlertCommand] {
        var rank: [String: Int] = [:]
        let sorted = commands.sorted { ($0.severity.rank, $1.id) > ($1.severity.rank, $0.id) }
        let ranked = sorted.map { command -> (Int, AlertCommand) in
            rank[command.policyID, default: 0] += 1
            return (rank[command.policyID] ?? 0, command)
        }
        return ranked.enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }.map(\.element.1)
    }

    private func section(_ title: String, _ lines: [String]) {
        guard !lines.isEmpty else { return }
        Terminal.line("\n\(title) (\(min(show, lines.count)) of \(lines.count))")
        for line in lines.prefix(show) { Terminal.line("  " + line) }
    }
}

/// What the topics hold, gathered in one pass.
private struct Picture {
    var counts: [String: Int] = [:]
    var commands: [AlertCommand] = []
    var forecasts: [RiskForecast] = []
    var hops: [TrailHop] = []
    var volumes: [VolumeScore] = []
    var cashOuts = 0
    var hits = 0
    private let decoder = WireDecoder()

    mutating func count(_ name: String, _ cluster: Cluster) throws {
        let physical = cluster.configuration.runtime.topicPrefix + name
        guard let reader = try? TopicReader(cluster, topic: physical, from: .beginning) else { return }
        defer { reader.close() }
        var count = 0
        try reader.readToEnd { count += $0.count }
        counts[name] = count
    }

    mutating func read(_ topic: Topic, _ cluster: Cluster) throws {
        let physical = cluster.configuration.runtime.name(of: topic)
        guard let reader = try? TopicReader(cluster, topic: physical, from: .beginning) else { return }
        defer { reader.close() }
        try reader.readToEnd { records in
            counts[topic.rawValue, default: 0] += records.count
            let told: [Topic] = [.alertCommands, .riskForecasts, .trailHops, .volumesScored, .scenarioTruth]
            guard told.contains(topic) else { return }
            for record in records {
                guard let value = record.value,
                    let decoded = try? decoder.decode(topic.recordKind, key: record.keyText, value.span.bytes)
                else { continue }
                take(decoded)
            }
        }
    }

    private mutating func take(_ record: DomainRecord) {
        switch record {
        case .alertCommand(let command): commands.append(command)
        case .riskForecast(let forecast): if forecast.active { forecasts.append(forecast) }
        case .trailHop(let hop): hops.append(hop)
        case .volumeScore(let score): volumes.append(score)
        case .groundTruth(let truth): if truth.kind == "cash_out" { judge(truth) }
        default: break
        }
    }

    /// The value of `name=` in a truth's detail.
    private func word(_ name: String, of truth: GroundTruth) -> String? {
        let words = truth.detail?.split(separator: " ") ?? []
        return words.first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
    }

    /// Topics are read in order, forecasts before the truth.
    private mutating func judge(_ truth: GroundTruth) {
        cashOuts += 1
        let account = word("account", of: truth)
        let terminal = word("terminal", of: truth)
        let named = forecasts.contains { forecast in
            forecast.account == account && forecast.issuedAt.time <= truth.at.time
                && forecast.terminals.contains { $0.id == terminal }
        }
        if named { hits += 1 }
    }
}
