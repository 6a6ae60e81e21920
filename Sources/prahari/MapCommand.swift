import ArgumentParser
import Composition
import Foundation
import Records
import RiskMap
import Wire

struct MapCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "map", abstract: "Draws where stolen money is about to be drawn.", subcommands: [Risk.self])

    struct Risk: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The cells' expected withdrawals and the forecasts' terminals, as a map.",
            discussion: """
                Without --out a map of characters for the terminal. With it GeoJSON (for any viewer), a PNG or the same
                text, by the file's ending. The classes are fixed: a shade means the same on every map.

                  prahari map risk
                  prahari map risk --out risk.geojson
                  prahari map risk --from risk.cells.v1.jsonl --from risk.forecasts.v1.jsonl --at 2026-03-03T18:00:00+05:30

                The count's interval takes withdrawals as independent (Poisson). Fraud excites itself, so the truth is
                wider. Times are Indian Standard Time.
                """)

        @OptionGroup var common: CommonOptions
        @Option(parsing: .singleValue, help: "JSON lines of cells or forecasts instead of the topics; may be repeated.")
        var from: [String] = []
        @Option(help: "JSON lines of terminals, for their names.") var terminals: String?
        @Option(help: "JSON lines of police stations.") var stations: String?
        @Option(help: "The moment to show, as 2026-03-03T18:00:00+05:30; the latest record's without it.")
        var at: String?
        @Option(help: "A file that ends in .geojson, .json, .png or .txt.") var out: String?
        @Option(help: "Width of the map of characters.") var columns = 72
        @Option(help: "Width of the PNG in pixels.") var width = 900

        func validate() throws {
            guard (20...400).contains(columns) else { throw ValidationError("--columns takes 20 to 400") }
            guard (100...4_000).contains(width) else { throw ValidationError("--width takes 100 to 4000") }
            let ending = out.map { URL(fileURLWithPath: $0).pathExtension.lowercased() } ?? "txt"
            guard ["geojson", "json", "png", "txt"].contains(ending) else {
                throw ValidationError("--out ends in .geojson, .json, .png or .txt, not '.\(ending)'")
            }
        }

        func run() throws {
            let picture = try picture()
            guard let out else { return Terminal.line(TextMap.text(picture, columns: columns, time: Self.words)) }
            let bytes: [UInt8]
            switch URL(fileURLWithPath: out).pathExtension.lowercased() {
            case "png":
                guard let png = ImageMap.png(picture, width: width, time: Self.words) else {
                    Terminal.error("nothing to draw: no cell expects a withdrawal and no forecast stands")
                    throw ExitCode(1)
                }
                bytes = png
            case "txt": bytes = Array(TextMap.text(picture, columns: columns, time: Self.words).utf8)
            default: bytes = Array(GeoJSONMap.text(picture) { Timestamp.string($0) }.utf8)
            }
            do { try Data(bytes).write(to: URL(fileURLWithPath: out)) } catch {
                throw ClusterFault("cannot write '\(out)': \(error.localizedDescription)")
            }
            Terminal.note("\(picture.cells.count) cells and \(picture.spots.count) terminals written to \(out)")
        }

        /// `2026-03-03 18:00 IST`.
        private static func words(_ time: EventTime) -> String {
            let text = Timestamp.string(ZonedTime(time: time, zoneOffsetMinutes: 330))
            return text.prefix(16).replacingOccurrences(of: "T", with: " ") + " IST"
        }

        private func picture() throws -> RiskPicture {
            var moment: EventTime?
            if let at {
                guard let parsed = Timestamp.parse(at) else {
                    throw ValidationError("--at takes a time as 2026-03-03T18:00:00+05:30, not '\(at)'")
                }
                moment = parsed.time
            }
            let useKafka = from.isEmpty
            var records = try from.flatMap { try ReferenceFiles.lines(of: $0, as: [.riskCells, .riskForecasts]) }
            if useKafka {
                // An earlier moment needs the cells' past, as far as it is not compacted away.
                records = try ReferenceFiles.table(.riskCells, common, compacted: moment == nil)
                records += try ReferenceFiles.table(.riskForecasts, common, compacted: false)
            }
            var cells: [RiskCell] = []
            var forecasts: [RiskForecast] = []
            for record in records {
                switch record {
                case .riskCell(let cell): cells.append(cell)
                case .riskForecast(let forecast): forecasts.append(forecast)
                default: break
                }
            }
            return RiskPicture(
                cells: cells, forecasts: forecasts,
                terminals: try ReferenceFiles.terminals(terminals, orKafka: useKafka, common),
                stations: try ReferenceFiles.stations(stations, orKafka: useKafka, common), asOf: moment)
        }
    }
}
