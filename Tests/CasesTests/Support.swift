import Cases
import Foundation

/// A case file in a folder of its own, and the folder.
struct Desk {
    let folder: String
    var path: String { folder + "/cases.sqlite" }

    init() throws {
        folder =
            FileManager.default.temporaryDirectory.appendingPathComponent("prahari-cases-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    func open() throws -> CaseFile { try CaseFile(path: path) }
    func remove() { try? FileManager.default.removeItem(atPath: folder) }

    /// The built-in documents, compiled once: that takes longer than most tests.
    static let builtIn = Result { try TagReader() }

    static let stories = [
        "A caller posing as a CBI officer said a parcel in his name had drugs, kept her on a video call and she paid Rs 50,000.",
        "She got an SMS that her bank account will be blocked for want of KYC and clicked the link.",
        "He searched the customer care number on Google and called it and shared the OTP.",
        "The vegetable seller says that his cart is gone.",
    ]

    /// A table in the police unit's columns.
    static func table(_ count: Int) -> [UInt8] {
        var text = "Sl No.,District,Case,Gist\r\n"
        for index in 1...count {
            let month = index % 3 == 0 ? "12" : "06"
            text +=
                "\(index),District \(index % 2),\"Bally P.S. C/No. \(index) dated 05.\(month).2024 u/s 66D IT Act\",\"Case \(index): \(stories[index % stories.count])\"\r\n"
        }
        return Array(text.utf8)
    }
}

/// Seeded, the same everywhere.
struct Draw {
    var state: UInt64
    init(_ seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }
    mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
}
