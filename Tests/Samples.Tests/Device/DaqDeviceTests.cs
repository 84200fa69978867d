using System.Buffers.Binary;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Bench.Analysis.PartTypes;
using Bench.Samples.Device;
using Bench.Samples.Simulation;
using Bench.Streaming;
using Bench.Tests.Shared;

namespace Bench.Samples.Tests.Device;

public sealed class DaqDeviceTests
{
    private const string Acc = "/EolBench/IO/AI0/Sig/AccA";
    private const string Time = "/EolBench/IO/Sig/Time51200";

    [Fact]
    public async Task By_default_it_listens_on_this_machine_only() =>
        Assert.Equal(IPAddress.Loopback, (await Task.FromResult(new DaqDeviceOptions())).Address);

    [Theory]
    [InlineData(Masking.None)]
    [InlineData(Masking.Random)]
    public async Task Masked_and_unmasked_clients_are_served_in_the_order_of_the_protocol(Masking masking)
    {
        await using DaqDevice device = await StartAsync(new DaqDeviceOptions());
        using RawClient client = await RawClient.UpgradeAsync(device.Port);
        await client.CommandAsync(masking, "subscribe", new JsonArray(Acc));
        await client.ReadUntilAsync(found => found == SessionEvent.SamplesEnd);
        Assert.Equal(
            [
                SessionEvent.Version, SessionEvent.Opened, SessionEvent.AvailableChanged,
                SessionEvent.Subscribed, SessionEvent.Described, SessionEvent.Subscribed, SessionEvent.Described,
                SessionEvent.Response, SessionEvent.SamplesStart,
            ],
            client.Events.Take(9));
        Assert.True(client.Responses[0].Member("result")![0]!.GetValue<bool>());

        client.Events.Clear();
        await client.CommandAsync(masking, "unsubscribe", new JsonArray(Acc));
        await client.ReadUntilAsync(found => found == SessionEvent.Response);
        Assert.Equal(
            [SessionEvent.Unsubscribed, SessionEvent.Unsubscribed, SessionEvent.Response],
            client.Events.SkipWhile(e => e != SessionEvent.Unsubscribed));

        client.Events.Clear();
        await client.SendAsync(masking, writer => writer.WriteControl(WebSocketOpcode.Ping, "abc"u8));
        await client.SendAsync(masking, writer => writer.WriteControl(WebSocketOpcode.Close, [0x03, 0xE8]));
        await client.ReadUntilAsync(found => found == SessionEvent.Close);
        Assert.Equal([SessionEvent.Pong, SessionEvent.Close], client.Events);
    }

    [Fact]
    public async Task Wrong_commands_get_the_codes_of_json_rpc()
    {
        await using DaqDevice device = await StartAsync(new DaqDeviceOptions());
        using RawClient client = await RawClient.UpgradeAsync(device.Port);
        await client.CommandAsync(Masking.None, "frobnicate", new JsonArray(Acc));
        await client.CommandAsync(Masking.None, "subscribe", 5);
        await client.CommandAsync(Masking.None, "subscribe", new JsonArray("/no/such/signal"));
        await client.CommandAsync(Masking.None, "subscribe", "/no/such/signal");
        while (client.Responses.Count < 4)
        {
            client.Events.Clear();
            await client.ReadUntilAsync(found => found == SessionEvent.Response);
        }

        Assert.Equal(-32601, client.Responses[0].Member("error").Member("code").AsInt64());
        Assert.Equal(-32602, client.Responses[1].Member("error").Member("code").AsInt64());
        Assert.Equal("[false]", client.Responses[2].Member("result")!.ToJsonString());
        Assert.Equal(-32000, client.Responses[3].Member("error").Member("code").AsInt64());
    }

    [Fact]
    public async Task Garbage_a_huge_length_and_an_early_end_do_not_disturb_the_next_client()
    {
        await using DaqDevice device = await StartAsync(new DaqDeviceOptions());
        using (RawClient garbage = await RawClient.ConnectAsync(device.Port))
        {
            await garbage.SendAsync(new byte[] { 0, 1, 2, 0xFF });
            Assert.Contains("expected a capital letter", await garbage.ReadToEndAsync(), StringComparison.Ordinal);
        }

        using (RawClient huge = await RawClient.UpgradeAsync(device.Port))
        {
            byte[] head = [0x82, 127, 0, 0, 0, 0, 0, 0, 0, 0];
            BinaryPrimitives.WriteUInt64BigEndian(head.AsSpan(2), 4L << 30);
            await huge.SendAsync(head);
            Assert.Contains("frame of 4294967296 bytes", await huge.ReadToEndAsync(), StringComparison.Ordinal);
        }

        using (RawClient early = await RawClient.ConnectAsync(device.Port))
        {
            await early.SendAsync("GET / HT"u8.ToArray());
        }

        using RawClient client = await RawClient.UpgradeAsync(device.Port);
        await client.CommandAsync(Masking.Random, "subscribe", new JsonArray(Acc));
        await client.ReadUntilAsync(found => found == SessionEvent.SamplesEnd);
    }

    [Fact]
    public async Task A_late_subscriber_gets_the_row_at_which_it_joins()
    {
        await using DaqDevice device = await StartAsync(new DaqDeviceOptions());
        using RawClient client = await RawClient.UpgradeAsync(device.Port);
        await client.CommandAsync(Masking.None, "subscribe", new JsonArray(Acc));
        await client.ReadUntilAsync(found => found == SessionEvent.SamplesEnd);
        client.Events.Clear();
        await client.CommandAsync(Masking.None, "subscribe", new JsonArray("/EolBench/IO/AI1/Sig/AccB", Time));
        await client.ReadUntilAsync(found => found == SessionEvent.Response);
        long joined = client.Session.Find("/EolBench/IO/AI1/Sig/AccB")!.Description!.ValueIndex!.Value;
        Assert.True(joined > 0 && joined % 512 == 0, $"joined at row {joined}");
    }

    [Theory]
    [InlineData(StreamDialect.V20)]
    [InlineData(StreamDialect.V15)]
    public async Task Commands_over_http_answer_in_plain_text(StreamDialect dialect)
    {
        await using DaqDevice device = await StartAsync(
            new DaqDeviceOptions { Dialect = dialect, Commands = DeviceCommands.Http });
        using RawClient client = await RawClient.UpgradeAsync(device.Port);
        string streamId = client.Session.Stream!.StreamId;
        Assert.Equal(dialect == StreamDialect.V15, !streamId.Contains('.', StringComparison.Ordinal));
        (HttpStatusCode status, string text) = await PostAsync(device, "/", Command(streamId, Acc));
        Assert.Equal((HttpStatusCode.OK, "Succeeded"), (status, text));
        (status, text) = await PostAsync(device, "/", Command(streamId, "/none"));
        Assert.Equal((HttpStatusCode.OK, "[false]"), (status, text));
        (status, text) = await PostAsync(device, "/", Command("elsewhere", Acc));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("-32601", text, StringComparison.Ordinal);
        (status, _) = await PostAsync(device, "/", "{");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        await client.ReadUntilAsync(found => found == SessionEvent.SamplesEnd);
    }

    [Fact]
    public async Task Another_motor_is_put_on_the_bench_and_shown()
    {
        await using DaqDevice device = await StartAsync(new DaqDeviceOptions());
        const string Motor =
            """{"serialNumber":"7DL-0042","seed":9,"defects":[{"defect":"bearingOuter","severity":0.5}],"""
            + "\"faults\":[\"deadSensor\"]}";
        (HttpStatusCode status, string text) = await PostAsync(device, "/motor", Motor);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(Motor, text);
        using var http = new HttpClient();
        string shown = await http.GetStringAsync(Address(device, "/motor"), TestContext.Current.CancellationToken);
        Assert.Equal(Motor, shown);
        Assert.Equal(new SeededDefect(Defect.BearingOuter, 0.5), device.Motor.Defects[0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"serialNumber":"","seed":1}""")]
    [InlineData("""{"serialNumber":"A","seed":"1"}""")]
    [InlineData("""{"serialNumber":"A","colour":"red"}""")]
    [InlineData("""{"serialNumber":"A","defects":[{"defect":"rust","severity":0.5}]}""")]
    [InlineData("""{"serialNumber":"A","defects":[{"defect":"unbalance","severity":2}]}""")]
    [InlineData("""{"serialNumber":"A","defects":[{"defect":"unbalance","severity":"NaN"}]}""")]
    [InlineData("""{"serialNumber":"A","defects":[{"severity":0.5}]}""")]
    [InlineData("""{"serialNumber":"A","faults":[3]}""")]
    [InlineData("""{"serialNumber":"A","defects":null}""")]
    public async Task A_wrong_motor_is_refused_in_one_sentence_and_changes_nothing(string body)
    {
        await using DaqDevice device = await StartAsync(new DaqDeviceOptions());
        Specimen before = device.Motor;
        (HttpStatusCode status, string text) = await PostAsync(device, "/motor", body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.InRange(text.Length, 20, 400);
        Assert.Same(before, device.Motor);
    }

    private static PartType PartType { get; } = Load();

    private static PartType Load()
    {
        string path = Path.Combine(SharedData.RepositoryRoot, "Samples", "PartTypes", "7DL.json");
        return PartTypeFile.Parse(File.ReadAllBytes(path), path);
    }

    private static Task<DaqDevice> StartAsync(DaqDeviceOptions options) =>
        DaqDevice.StartAsync(options with { Port = 0 }, PartType, TestContext.Current.CancellationToken);

    private static string Command(string streamId, string id) =>
        $$"""{"jsonrpc":"2.0","id":1,"method":"{{streamId}}.subscribe","params":["{{id}}"]}""";

    private static Uri Address(DaqDevice device, string path) => new($"http://127.0.0.1:{device.Port}{path}");

    private static async Task<(HttpStatusCode Status, string Text)> PostAsync(
        DaqDevice device, string path, string body)
    {
        using var http = new HttpClient();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer =
            await http.PostAsync(Address(device, path), content, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
