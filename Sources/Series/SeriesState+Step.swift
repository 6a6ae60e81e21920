import StageKit

extension SeriesState {
    /// Judges one record by the past of the series, then learns it.
    ///
    /// Each sub-detector turns its deviation into decades of surprise by its own ``EmpiricalTail``; these are fused as
    /// a root of the mean of squares. A record then counts by how many earlier episodes were as surprising
    /// (``EpisodeMemory``), which makes scores comparable between series.
    ///
    /// - Parameters:
    ///   - time: seconds since 1970; only the hour of day and of week are used.
    ///   - value: a value that is not finite, or beyond 1e100, is not judged and not learned.
    /// - Complexity: O(1), no heap, about 3 µs.
    public mutating func step(
        time: Int64, value: Double, _ settings: SeriesConfiguration = .standard
    ) -> SeriesScore {
        guard value.isFinite, abs(value) < 1e100 else { return .silent(value) }
        if age == 0 { begin(value) }
        let places = SeasonalProfile.places(time)
        let season = profile.expected(places, centre: centre)
        let predicted = predict(season)
        let oldMedium = medium
        let deviations = deviate(value, season: season.week, predicted: predicted, oldMedium, settings)

        var fused = 0.0
        var best = (surprise: -1.0, detector: SubDetector.value)
        for detector in SubDetector.allCases where detector != .burst {
            let surprise = tails[detector.index].take(deviations.size[detector.index], age: age, settings)
            guard settings.enabled.contains(SubDetectors(detector)) else { continue }
            fused += surprise * surprise
            if surprise > best.surprise { best = (surprise, detector) }
        }
        let parts = settings.enabled.intersection(.direct).count
        fused *= parts > 0 ? Double(SubDetectors.direct.count) / Double(parts) : 0
        let usual = usualSurprise
        let burst = takeBurst(fused.squareRoot(), settings)
        if settings.enabled.contains(SubDetectors(.burst)) {
            fused += burst * burst
            if burst > best.surprise { best = (burst, .burst) }
        }
        var found = judge(fused.squareRoot(), settings)
        found.leading = best.detector
        found.surprise = best.surprise
        if best.detector == .burst {
            found.expected = usual
            found.seen = usual + excessSurprise
        } else {
            found.expected = deviations.expected[best.detector.index]
            found.seen = found.expected + deviations.raw[best.detector.index]
        }
        learn(value, predicted: predicted, places, settings)
        return found
    }

    private mutating func begin(_ value: Double) {
        centre = value
        for index in 0..<3 { recent[index] = value }
        fast = value
        medium = value
        slow = value
        drift = value
    }

    /// The autoregression's view: regressors in robust units, and the value it expects.
    private struct Prediction {
        var regressors = InlineArray<8, Double>(repeating: 0)
        var units = 0.0
    }

    private func predict(_ season: (day: Double, week: Double)) -> Prediction {
        var view = Prediction()
        let scale = 1.25 * spread
        guard scale > 0 else { return view }
        func unit(_ x: Double) -> Double { min(max((x - centre) / scale, -3), 3) }
        view.regressors[0] = 1
        for index in 0..<3 { view.regressors[index + 1] = unit(recent[index]) }
        view.regressors[4] = unit(fast)
        view.regressors[5] = unit(slow)
        view.regressors[6] = unit(season.week)
        view.regressors[7] = unit(season.day)
        view.units = regression.predict(view.regressors)
        return view
    }

    /// What each sub-detector saw: the deviation it judges, the same in units of the series, and its expectation.
    private struct Deviations {
        var size = InlineArray<8, Double>(repeating: 0)
        var raw = InlineArray<8, Double>(repeating: 0)
        var expected = InlineArray<8, Double>(repeating: 0)

        mutating func set(_ detector: SubDetector, _ seen: Double, expected: Double) {
            self.expected[detector.index] = expected
            raw[detector.index] = seen - expected
            size[detector.index] = seen - expected
        }
    }

    /// Moves the running means and measures every deviation.
    private mutating func deviate(
        _ value: Double, season: Double, predicted: Prediction, _ oldMedium: Double, _ settings: SeriesConfiguration
    ) -> Deviations {
        var found = Deviations()
        found.set(.value, value, expected: centre)
        found.set(.change, value, expected: fast)
        found.set(.seasonal, value, expected: season)
        fast += 2 / (settings.fastLength + 1) * (value - fast)
        medium += 2 / (settings.mediumLength + 1) * (value - medium)
        slow += 2 / (settings.slowLength + 1) * (value - slow)
        drift += 2 / (settings.driftLength + 1) * (value - drift)
        residual += 2 / (settings.seasonalLength + 1) * (value - season - residual)
        found.set(.seasonalLevel, season + residual, expected: season)
        found.set(.shift, fast, expected: oldMedium)
        found.set(.drift, drift, expected: centre)
        let scale = 1.25 * spread
        found.set(.prediction, value, expected: centre + predicted.units * scale)
        if scale > 0 {
            let units = min(max((value - centre) / scale, -1e4), 1e4)
            found.size[SubDetector.prediction.index] = units - predicted.units
        } else {
            found.size[SubDetector.prediction.index] = 0
        }
        return found
    }

    /// Surprise of the running mean of excess surprise.
    private mutating func takeBurst(_ surprise: Double, _ settings: SeriesConfiguration) -> Double {
        let excess = max(surprise - usualSurprise, 0)
        excessSurprise += 2 / (settings.burstLength + 1) * (excess - excessSurprise)
        usualSurprise += (surprise - usualSurprise) / Double(age + 1)
        return tails[SubDetector.burst.index].take(excessSurprise, age: age, settings)
    }

    private mutating func judge(_ surprise: Double, _ settings: SeriesConfiguration) -> SeriesScore {
        var found = SeriesScore.silent(0)
        guard age >= settings.warmUp else { return found }
        let count = episodes.take(surprise, age: age, settings)
        let rarity = -0.30102999566398120 * PortableMath.log2(count + 1e-6)
        found.strength = rarity + settings.surpriseWeight * surprise
        if refractory.admits(found.strength, age: age, length: settings.refractoryLength) {
            let odds = PortableMath.exp2(3.321928094887362 * (found.strength - settings.alarmStrength))
            found.score = odds / (1 + odds)
        }
        return found
    }

    private mutating func learn(
        _ value: Double, predicted: Prediction, _ places: (day: Int, week: Int), _ settings: SeriesConfiguration
    ) {
        let scale = 1.25 * spread
        if scale > 0, age > 10 {
            let units = min(max((value - centre) / scale, -1e4), 1e4)
            let error = min(max(units - predicted.units, -settings.clip), settings.clip)
            regression.learn(predicted.regressors, error: error)
        }
        let step = age > 20 && scale > 0 ? settings.clip * scale : Double.greatestFiniteMagnitude
        let share = 1 / Double(min(age + 1, settings.memory))
        centre += share * min(max(value - centre, -step), step)
        spread += share * (min(abs(value - centre), step) - spread)
        profile.learn(value, at: places, step: step, memory: settings.memory)
        recent[2] = recent[1]
        recent[1] = recent[0]
        recent[0] = value
        age += 1
    }
}
