using System.Collections.Concurrent;
using Bench.Analysis.Orders;
using Bench.Analysis.Spectra;
using Bench.Analysis.Transforms;

namespace Bench.Analysis.Metrics;

/// <summary>
/// What the sessions of one recipe have in common: transforms and windows, made by the first session that asks for
/// them. All of it is immutable. Thread-safe.
/// </summary>
internal sealed class SharedPlans
{
    private readonly ConcurrentDictionary<int, RealFft> _transforms = new();
    private readonly ConcurrentDictionary<int, Window> _hann = new();
    private readonly ConcurrentDictionary<(int Samples, int Revolutions, double MaxOrder), OrderTransform> _orders =
        new();

    /// <summary>The transform of a length.</summary>
    public RealFft Transform(int length) => _transforms.GetOrAdd(length, static n => new RealFft(n));

    /// <summary>The Hann window of a length.</summary>
    public Window Hann(int length) => _hann.GetOrAdd(length, static n => Window.Create(WindowKind.Hann, n));

    /// <summary>The order lines of blocks of revolutions.</summary>
    public OrderTransform Orders(int samplesPerRevolution, int revolutions, double maxOrder) => _orders.GetOrAdd(
        (samplesPerRevolution, revolutions, maxOrder),
        static key => new OrderTransform(key.Samples, key.Revolutions, key.MaxOrder));
}
