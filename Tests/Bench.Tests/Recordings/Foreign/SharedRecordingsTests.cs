using System.Globalization;
using Bench.Recordings;
using Bench.Recordings.Foreign;
using Bench.Tests.Shared;

namespace Bench.Bench.Tests.Recordings.Foreign;

/// <summary>
/// Recordings of others, as NumPy 1.24 and SciPy 1.10 read them: number of samples, first, last, and root mean square.
/// </summary>
public sealed class SharedRecordingsTests
{
    public static TheoryData<string, string, double, int, double, double, double> Expected => new()
    {
        { "cwru_npz/1797_IR_7_DE48.npz", "DE", 0, 243938, 0.010016, 0.005425333333333333, 0.5879997458879141 },
        { "mfpt_vload/OuterRaceFault_vload_3.mat", "bearing.gs", 0, 146484, -1.151945, -1.811326, 0.8440618700275001 },
        { "mfpt_vload/OuterRaceFault_vload_3.mat", "bearing.sr", 0, 1, 48828, 48828, 48828 },
        { "windturbine_hs_bearing/data-20130415T225524Z.mat", "vibration", 0, 292968, 1.16601014, 2.33277106,
            2.0636369463955266 },
        { "windturbine_hs_bearing/data-20130415T225524Z.mat", "tach", 0, 167, 0.00267328, 2.99094725,
            1.734268236094472 },
        { "bldc_audio_cauca/propeller_M2_1850.wav", "1", 16000, 166160, -0.00982666015625, -0.0147705078125,
            0.022986427837003894 },
        { "ac_motor_contact_audio/used_60Hz_de_10s_22khz.wav", "1", 104755, 1047552, -0.115509033203125,
            0.043426513671875, 0.1980805403139166 },
        { "itsc_motor_current/raw/SC_A4_B0_C0_002.csv.gz", "1", 0, 5000, 5.953297, 5.622709, 6.438236481432455 },
        { "itsc_motor_current/raw/SC_A4_B0_C0_002.csv.gz", "3", 0, 5000, -4.444557, -3.020794, 4.994937395250291 },
        { "femto_pronostia/Bearing2_2/acc_00474.csv", "6", 0, 2560, -0.795, 0.354, 1.456112296198554 },
        { "ims_1st_test_healthy/2003.10.22.13.19.13", "2", 0, 20480, -0.042, 0.027, 0.1231637760165555 },
        { "formats/mat5/MoSQITo_noise_1Pa_RMS.mat", "signal", 0, 20480, 0.0770220867288, 0.261656174306,
            0.9999999999999941 },
        { "formats/wav/cpython_pluck-pcm24-ext.wav", "1", 11025, 3307, 0.01701033115386963, 0.01586902141571045, 0.0 },
        { "formats/wav/scipy_test-44100Hz-be-1ch-4bytes.wav", "1", 44100, 4410, 0.004441556986421347, 0.0, 0.0 },
    };

    public static TheoryData<string, string> Refused => new()
    {
        { "formats/wav/scipy_test-44100Hz-le-1ch-4bytes-early-eof.wav", "17640 bytes, but 944 follow: it is cut off" },
        { "formats/wav/scipy_test-44100Hz-le-1ch-4bytes-early-eof-no-data.wav", "cut off" },
        { "formats/wav/scipy_test-44100Hz-le-1ch-4bytes-incomplete-chunk.wav", "cut off" },
        { "formats/wav/scipy_test-8000Hz-le-3ch-5S-24bit-inconsistent.wav", "do not fit 3 channels" },
        { "formats/wav/scipy_test-8000Hz-le-1ch-1byte-ulaw.wav", "compressed (format tag 7)" },
        { "formats/mat5/scipy_testhdf5_7.4_GLNX86.mat", "not supported yet: HDF5" },
        { "formats/mat73_hdf5/testfile1.mat", "not supported yet: HDF5" },
        { "formats/uff/groups_test.uff", "it holds no function (dataset 58), only datasets 164, 2411, 2412" },
        { "cooling_fan_spectra/12cm_l_normal_silentA.zip", "zip archive without NumPy arrays" },
    };

    [Theory]
    [MemberData(nameof(Expected))]
    public void Files_read_as_NumPy_and_SciPy_read_them(
        string file, string channel, double rateHz, int count, double first, double last, double rms)
    {
        using ForeignRecording opened = ForeignFile.Open(Shared(file));
        ForeignChannel read = opened.Find(channel);
        double[] samples = read.Samples.ToArray();
        Assert.Equal(rateHz, read.SampleRateHz ?? 0);
        Assert.Equal(count, samples.Length);
        Assert.Equal(first, samples[0], 1e-12);
        if (rms != 0)
        {
            Assert.Equal(last, samples[^1], 1e-12);
            Assert.Equal(rms, Math.Sqrt(samples.Sum(x => x * x) / count), 1e-9 * rms);
        }
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Files_that_cannot_be_read_are_refused_with_their_reason(string file, string reason)
    {
        RecordingException e = Assert.Throws<RecordingException>(() => ForeignFile.Open(Shared(file)));
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.Contains(Path.GetFileName(file), e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_file_of_other_tools_is_read_or_refused_in_one_sentence()
    {
        string[] files = Directory.GetFiles(Shared("formats"), "*", SearchOption.AllDirectories);
        int read = 0;
        foreach (string file in files)
        {
            try
            {
                using ForeignRecording opened = ForeignFile.Open(file);
                foreach (ForeignChannel channel in opened.Channels.Where(channel => channel.Samples.Length > 0))
                {
                    _ = channel.Samples.Last;
                }

                read += opened.Channels.Length > 0 ? 1 : 0;
            }
            catch (RecordingException e)
            {
                Assert.DoesNotContain('\n', e.Message);
                Assert.EndsWith(".", e.Message, StringComparison.Ordinal);
            }
        }

        Assert.InRange(read, 60, files.Length);
    }

    [Theory]
    [InlineData("testdouble_6.1_SOL2", "testdouble", "0 0.7853981633974483 1.5707963267948966")]
    [InlineData("testmatrix_6.5.1_GLNX86", "testmatrix(:,1)", "1 2 3")]
    [InlineData("big_endian", "floats(:,2)", "3 4")]
    [InlineData(
        "teststruct_7.1_GLNX86", "teststruct.doublefield", "1.4142135623730951 2.7182818284590455 3.141592653589793")]
    [InlineData("testcellnest_7.4_GLNX86", "testcellnest{2}{3}{2}", "5")]
    [InlineData("testmulti_7.1_GLNX86", "a(:,5)", "5 0 0")]
    [InlineData("miuint32_for_miint32", "an_array", "0 1 2 3 4 5 6 7 8 9")]
    [InlineData("testminus_7.4_GLNX86", "testminus", "-1")]
    [InlineData("testminus_4.2c_SOL2", "testminus", "-1")]
    [InlineData("testmatrix_4.2c_SOL2", "testmatrix(:,2)", "2 0 0")]
    [InlineData("testcomplex_7.4_GLNX86", "testcomplex (imaginary)", "0 0.7071067811865475 1")]
    [InlineData("testcomplex_4.2c_SOL2", "testcomplex (real)", "1 0.7071067811865476 6.123233995736766E-17")]
    [InlineData("testcomplex_4.2c_SOL2", "testcomplex (imaginary)", "0 0.7071067811865475 1")]
    public void MATLAB_variables_of_every_kind_and_age_have_SciPys_values(string file, string variable, string values)
    {
        double[] expected = [.. values.Split(' ').Select(v => double.Parse(v, CultureInfo.InvariantCulture))];
        using ForeignRecording opened = ForeignFile.Open(Shared($"formats/mat5/scipy_{file}.mat"));
        double[] samples = opened.Find(variable).Samples.ToArray();
        Assert.Equal(expected, samples[..expected.Length]);
    }

    // 24 bits at the lower end of 4 bytes, as the library "hound" that wrote them says: -96, 23052, 8388607, -8360672.
    [Fact]
    public void Twenty_four_bits_at_the_lower_end_of_four_bytes_keep_their_value()
    {
        using ForeignRecording file =
            ForeignFile.Open(Shared("formats/wav/hound_waveformatextensible-24bit-4byte-48kHz-stereo.wav"));
        const double FullScale = 1 << 23;
        Assert.Equal([-96 / FullScale, 8388607 / FullScale], file.Find("1").Samples.ToArray());
        Assert.Equal([23052 / FullScale, -8360672 / FullScale], file.Find("2").Samples.ToArray());
        Assert.Single(file.Notes);
    }

    // Values and count as asammdf 8.0.0 reads them.
    [Fact]
    public void MDF_files_of_other_tools_are_read_with_their_stored_times()
    {
        using ForeignRecording file = ForeignFile.Open(Shared("formats/mf4/asammdf_ASAP2_Demo_V171.mf4"));
        ForeignChannel slow = file.Find("ASAM.M.SCALAR.SBYTE.IDENTICAL.DISCRETE");
        Assert.Equal([0, 10, 20, 30], slow.Samples.ToArray()[..4]);
        Assert.Equal(124, slow.Samples.Length);
        Assert.Equal(-26, slow.Samples.Last);
        Assert.Equal(123 / (12.412772965024633 - 0.11275759999998419), slow.SampleRateHz!.Value, 1e-6);
        Assert.Equal(12402, file.Find("ASAM.M.SCALAR.FLOAT64.IDENTICAL").Samples.Length);
        Assert.Contains(file.Notes, note => note.Contains("has texts for some values", StringComparison.Ordinal));
    }

    private static string Shared(string file)
    {
        string? path = SharedData.Find(Path.Combine("data", file));
        Assert.SkipUnless(path is not null, "The recordings of others are not here.");
        return path;
    }
}
