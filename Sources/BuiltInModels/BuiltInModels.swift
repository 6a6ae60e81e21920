internal import CModels

/// The models that are part of the program, as the bytes of their files; each call copies one.
///
/// Where they come from and how they are made again is told in `Sources/CModels/README.md`.
public enum BuiltInModels {
    /// For ``SentenceVectors``.
    public static func sentenceVectors() -> [UInt8] { read(cmodels_sentence_vectors) }

    /// The text model of the stage `tagger`.
    public static func tagger() -> [UInt8] { read(cmodels_tagger) }

    /// The text model of the stage `social`.
    public static func posts() -> [UInt8] { read(cmodels_posts) }

    private static func read(_ file: (UnsafeMutablePointer<Int>?) -> UnsafePointer<UInt8>?) -> [UInt8] {
        var size = 0
        guard let start = file(&size) else { return [] }
        return Array(UnsafeBufferPointer(start: start, count: size))
    }
}
