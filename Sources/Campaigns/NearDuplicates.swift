internal import TextModel

/// Groups of texts that are nearly the same, for a whole set at once.
public enum NearDuplicates {
    /// For each text the smallest number of a text in its group; a text like no other is its own group.
    ///
    /// Groups are closed over pairs: two texts may share a group through a third. Of the texts that share a band only
    /// those next to each other, and each with the first of its band, are compared, which keeps the cost linear.
    /// - Parameter threshold: estimated Jaccard similarity of three-word shingles.
    /// - Complexity: linear in all texts; about 500 bytes a text.
    public static func groups(_ texts: [[UInt8]], threshold: Double = 0.6) -> [Int] {
        var shingles = TextShingles(length: 3)
        var exact: [UInt64: Int] = [:]
        var parents = Array(texts.indices)
        func root(_ row: Int) -> Int {
            var row = row
            while parents[row] != row {
                parents[row] = parents[parents[row]]
                row = parents[row]
            }
            return row
        }
        func join(_ a: Int, _ b: Int) {
            let (a, b) = (root(a), root(b))
            parents[max(a, b)] = min(a, b)
        }
        var sketches: [MinHash] = []
        var bands: [UInt64: (first: Int, last: Int)] = [:]
        for row in texts.indices {
            let bytes = texts[row]
            let fingerprint = shingles.fingerprint(bytes.span)
            if let twin = exact[fingerprint] { join(twin, row) } else { exact[fingerprint] = row }
            let sketch = MinHash(bytes.span, &shingles)
            for key in sketch.bands {
                guard let band = bands[key] else {
                    bands[key] = (row, row)
                    continue
                }
                for other in [band.first, band.last]
                where root(other) != root(row) && sketches[other].similarity(sketch) >= threshold {
                    join(other, row)
                }
                bands[key] = (band.first, row)
            }
            sketches.append(sketch)
        }
        return texts.indices.map { root($0) }
    }
}
