internal import TextModel

/// Feature values of many texts in compressed rows, columns ascending within a row. 8 bytes a value.
struct SparseRows: Sendable {
    private(set) var starts: [Int] = [0]
    private(set) var columns: [UInt32] = []
    private(set) var values: [Float] = []
    /// n-grams of the vocabulary, then the facts.
    let width: Int

    var count: Int { starts.count - 1 }

    init(_ texts: some Sequence<[UInt8]>, _ vocabulary: Vocabulary, _ settings: TextFeatureSettings) {
        width = vocabulary.count + TextFacts.count
        var scratch = TextScratch(settings, vocabulary, outputs: 0)
        var order: [Int] = []
        for bytes in texts {
            scratch.vectorize(bytes.span, vocabulary, settings)
            order = Array(scratch.touched.indices)
            order.sort { scratch.touched[$0] < scratch.touched[$1] }
            for index in order {
                columns.append(scratch.touched[index])
                values.append(scratch.values[index])
            }
            if settings.factWeight > 0 {
                for (fact, value) in scratch.text.facts.values.enumerated() where value != 0 {
                    columns.append(UInt32(vocabulary.count + fact))
                    values.append(value * settings.factWeight)
                }
            }
            starts.append(columns.count)
        }
    }
}
