using Bench.Analysis.Kinematics;
using Bench.Analysis.PartTypes;

namespace Bench.Analysis.Tests.Kinematics;

public class CharacteristicOrdersTests
{
    // SKF 6205-2RS of the Case Western Reserve University test stand, whose published fault orders these are.
    private static readonly Bearing s_skf6205 = new()
    {
        Name = "drive end",
        Balls = 9,
        BallDiameterMillimetres = 7.94,
        PitchDiameterMillimetres = 39.04,
    };

    [Fact]
    public void A_6205_has_its_published_fault_orders()
    {
        Assert.Equal(5.4152, CharacteristicOrders.BallPassInner(s_skf6205), 5e-5);
        Assert.Equal(3.5848, CharacteristicOrders.BallPassOuter(s_skf6205), 5e-5);
        Assert.Equal(4.7135, 2 * CharacteristicOrders.BallSpin(s_skf6205), 5e-5);
        Assert.Equal(0.39831, CharacteristicOrders.Cage(s_skf6205), 5e-5);
    }

    [Fact]
    public void Inner_and_outer_orders_add_up_to_the_number_of_balls()
    {
        Bearing bearing = s_skf6205 with { ContactAngleDegrees = 25, Balls = 13 };
        double sum = CharacteristicOrders.BallPassInner(bearing) + CharacteristicOrders.BallPassOuter(bearing);

        Assert.Equal(13, sum, 1e-12);
    }

    [Fact]
    public void A_contact_angle_of_ninety_degrees_makes_the_cage_turn_at_half_speed()
    {
        Bearing thrust = s_skf6205 with { ContactAngleDegrees = 90 };

        Assert.Equal(0.5, CharacteristicOrders.Cage(thrust), 1e-12);
    }

    [Fact]
    public void Four_pole_pairs_and_48_slots_give_orders_8_24_and_48()
    {
        Machine machine = new()
        {
            Rotor = RotorKind.PermanentMagnet,
            PolePairs = 4,
            StatorSlots = 48,
            SwitchingFrequencyHz = 10_000,
        };

        Assert.Equal(8, CharacteristicOrders.RadialForce(machine, 1));
        Assert.Equal(24, CharacteristicOrders.TorqueRipple(machine, 1));
        Assert.Equal(48, CharacteristicOrders.Slot(machine, 1));

        // 6000 rpm and 4 pole pairs are 400 Hz electrical.
        Assert.Equal(9200, CharacteristicOrders.SwitchingLineHz(machine, 1, -2, 6000), 1e-9);
    }
}
