using Bench.Analysis.PartTypes;
using Bench.Analysis.Signals;

namespace Bench.Analysis.Tests.Signals;

public class DecibelTests
{
    [Fact]
    public void One_pascal_is_94_decibels_and_one_metre_per_second_squared_is_120()
    {
        Assert.Equal(93.979, Decibel.FromRms(1, Decibel.Reference(Quantity.SoundPressure)), 0.001);
        Assert.Equal(120, Decibel.FromRms(1, Decibel.Reference(Quantity.Acceleration)), 1e-9);
        Assert.Equal(0, Decibel.FromRms(1, Decibel.Reference(Quantity.Current)), 1e-12);
    }

    [Fact]
    public void Mean_square_and_rms_give_the_same_level_and_it_goes_back()
    {
        Assert.Equal(Decibel.FromRms(0.3, 1e-6), Decibel.FromMeanSquare(0.09, 1e-6), 1e-9);
        Assert.Equal(0.3, Decibel.ToRms(Decibel.FromRms(0.3, 20e-6), 20e-6), 1e-12);
        Assert.Equal(double.NegativeInfinity, Decibel.FromRms(0, 1));
    }
}
