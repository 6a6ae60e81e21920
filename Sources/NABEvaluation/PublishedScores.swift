/// What others reached on the benchmark, from the scoreboard of the benchmark's own README (version 1.1, 2024-12-03).
///
/// Where it gives a range (Numenta HTM, 69.7 to 70.5) this is the upper end. Several of them know the smallest and
/// largest value of each file beforehand, as the benchmark's harness hands it out; the detector evaluated here does not
/// use it.
public struct PublishedScore: Codable, Sendable, Equatable {
    public var detector: String
    public var standard: Double
    public var rewardLowFalsePositives: Double
    public var rewardLowFalseNegatives: Double

    enum CodingKeys: String, CodingKey {
        case detector, standard
        case rewardLowFalsePositives = "reward_low_FP_rate"
        case rewardLowFalseNegatives = "reward_low_FN_rate"
    }

    init(_ detector: String, _ standard: Double, _ lowPositives: Double, _ lowNegatives: Double) {
        self.detector = detector
        self.standard = standard
        rewardLowFalsePositives = lowPositives
        rewardLowFalseNegatives = lowNegatives
    }

    public static let scoreboard = [
        PublishedScore("Perfect", 100, 100, 100),
        PublishedScore("ARTime", 74.9, 65.1, 80.4),
        PublishedScore("Numenta HTM", 70.5, 62.6, 75.2),
        PublishedScore("CAD OSE", 69.9, 67.0, 73.2),
        PublishedScore("earthgecko Skyline", 58.2, 46.2, 63.9),
        PublishedScore("KNN CAD", 58.0, 43.4, 64.8),
        PublishedScore("Relative Entropy", 54.6, 47.6, 58.8),
        PublishedScore("Random Cut Forest", 51.7, 38.4, 59.7),
        PublishedScore("Twitter ADVec", 47.1, 33.6, 53.5),
        PublishedScore("Windowed Gaussian", 39.6, 20.9, 47.4),
        PublishedScore("Etsy Skyline", 35.7, 27.1, 44.5),
        PublishedScore("Bayesian Changepoint", 17.7, 3.2, 32.2),
        PublishedScore("EXPoSE", 16.4, 3.2, 26.9),
        PublishedScore("Random", 11.0, 1.2, 19.5),
        PublishedScore("Null", 0, 0, 0),
    ]
}
