using Bench.Bench.Tests.Testing;
using Bench.Demo;
using Bench.Testing;

namespace Bench.Bench.Tests.Demo;

public sealed class SimulatedMotorsTests
{
    [Fact]
    public void Samples_that_the_device_loses_are_missing_here_too()
    {
        using RunEvidence evidence = SimulatedMotors.Gather(LiveBench.Recipe, LiveBench.LosingSamples("SIM-1"));
        Assert.Equal("samples-lost", evidence.Faults[0].Code);
    }
}
