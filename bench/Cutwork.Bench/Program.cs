using TorchSharp;

Console.WriteLine(torch.ones(3).sum().item<float>());
for (int t = 1; t <= 2; t++)
{
    using var gang = new Gang(t);
    using var bench = new Workbench(new Cutwork.Size(224, 224), 256);
    foreach (Limit l in bench.Limits)
        Console.WriteLine(Rounds.Measure(l, gang, 40, TimeSpan.FromSeconds(2), default).ToJson("gate"));
}
