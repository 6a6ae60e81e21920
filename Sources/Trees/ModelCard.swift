internal import StageKit

/// What one must know of a model before trusting it; kept beside the model file.
public struct ModelCard: Codable, Equatable, Sendable {
    public var name: String
    /// What it was trained on, in words.
    public var data: String
    /// From when to when the training data run, in words or ISO 8601.
    public var period: String
    public var featureNames: [String]
    public var parameters: [String: String]
    /// Measured figures by name.
    public var metrics: [String: Double]
    /// Of the model's bytes, 64 hexadecimal digits.
    public var sha256: String
    /// Given by the caller; ISO 8601.
    public var createdAt: String

    /// A card of a model at hand.
    public init(
        name: String, data: String, period: String, training: Training, metrics: [String: Double], createdAt: String,
        of booster: Booster
    ) throws(TreesError) {
        self.name = name
        self.data = data
        self.period = period
        featureNames = booster.featureNames
        parameters = training.parameters
        parameters["rounds"] = "\(booster.rounds)"
        parameters["seed"] = "\(training.seed)"
        self.metrics = metrics
        sha256 = SHA256.hex(try booster.bytes())
        self.createdAt = createdAt
    }

    /// Reads the model that this card describes.
    ///
    /// - Throws: ``TreesError/notAModel(reason:)`` when the bytes are not those the card was made of.
    public func load(_ bytes: [UInt8], featureNames: [String]) throws(TreesError) -> Booster {
        let found = SHA256.hex(bytes)
        guard found == sha256 else { throw .notAModel(reason: "its SHA-256 is \(found), the card says \(sha256)") }
        return try Booster(bytes: bytes, featureNames: featureNames)
    }
}
