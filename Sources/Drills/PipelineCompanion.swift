public import Composition
public import Records

/// Something that runs beside the stages of a ``PipelineBenchmark`` on the same topics.
public protocol PipelineCompanion: AnyObject {
    /// The stages' topics are there, with the prefixes of the configuration; nothing has been sent.
    func start(_ configuration: Configuration) throws
    /// Simulated time has come this far: everything sent is from before it.
    func reached(_ time: EventTime)
    /// What went before is not counted.
    func forget()
    /// The stages are done. Returns the topics of its own, which the benchmark removes with the others.
    func finish() throws -> [String]
}
