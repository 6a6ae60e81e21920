internal import CXGBoost
internal import Foundation

extension Booster {
    /// Writes the model in XGBoost's JSON format; the path must end in `.json`, for the library goes by it.
    public func write(to path: String) throws(TreesError) {
        try Self.requireJSON(path)
        try check(unsafe XGBoosterSaveModel(handle, path), "XGBoosterSaveModel(\(path))")
    }

    /// Reads a model file in XGBoost's JSON format; one of other features than `featureNames` is refused.
    public convenience init(contentsOf path: String, featureNames: [String]) throws(TreesError) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .library(operation: "reading \(path)", message: "no such readable file")
        }
        try self.init(bytes: [UInt8](data), featureNames: featureNames)
    }

    private static func requireJSON(_ path: String) throws(TreesError) {
        guard path.hasSuffix(".json") else {
            throw .setting(name: "path", value: path, legal: "a name that ends in .json")
        }
    }
}
