#:project ../src/Cutwork
using Cutwork;

// CutMix ramped up over the first 20 epochs, mixup from epoch 200 on, plain images in the last 10.
var schedule = new Schedule(
    epochs: 300,
    new Phase(from: 0, new Recipe(new CutMix())) { Ramp = new Ramp(start: 0, end: 1, epochs: 20) },
    new Phase(from: 200, new Recipe(new Mixup(alpha: 0.2)))
)
{
    OffForLast = 10,
};
Console.WriteLine(schedule);
foreach (int epoch in (int[])[0, 10, 20, 199, 200, 289, 290])
{
    PlanFigures figures = schedule.At(epoch).Expect(new Size(32, 32), images: 6400);
    Console.WriteLine($"epoch {epoch, 3}: {figures.UnmixedShare, 6:P0} unmixed, mean λ {figures.MeanLambda:F3}");
}
return schedule.Equals(Schedule.FromJson(schedule.ToJson())) ? 0 : 1;
