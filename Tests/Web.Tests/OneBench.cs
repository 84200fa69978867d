namespace Bench.Web.Tests;

/// <summary>All tests share one server and one browser, and run one after the other: there is one bench.</summary>
[CollectionDefinition]
public sealed class OneBench : ICollectionFixture<BenchUnderTest>;
