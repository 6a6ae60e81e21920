// swift-tools-version: 6.2
import PackageDescription

// Run it with: PRAHARI_BOOTSTRAP=127.0.0.1:19092 swift run --package-path examples/swift-consumer
let package = Package(
    name: "alert-consumer",
    dependencies: [.package(name: "prahari", path: "../..")],
    targets: [
        .executableTarget(
            name: "alert-consumer",
            dependencies: [
                .product(name: "RdKafka", package: "prahari")
            ])
    ])
