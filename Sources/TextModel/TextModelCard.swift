/// What one must know of a text model before trusting it; part of the model file.
public struct TextModelCard: Codable, Equatable, Sendable {
    public var name: String
    /// What it was trained on, in words.
    public var data: String
    /// From when to when the training data run, in words or ISO 8601.
    public var period: String
    /// Given by the caller; ISO 8601.
    public var createdAt: String
    /// Of the training texts and labels in their order, 64 hexadecimal digits; filled in by training.
    public package(set) var dataSHA256 = ""
    /// Training texts of each label; filled in by training.
    public package(set) var texts: [String: Int] = [:]
    /// Measured figures by name. Training adds those of its own cross-validation, `cv_...`.
    public var metrics: [String: Double]

    public init(name: String, data: String, period: String, createdAt: String, metrics: [String: Double] = [:]) {
        self.name = name
        self.data = data
        self.period = period
        self.createdAt = createdAt
        self.metrics = metrics
    }
}
