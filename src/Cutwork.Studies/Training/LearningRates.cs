namespace Cutwork.Studies;

/// <summary>The learning rate of a step: a function of its number alone, so that nothing of it has to be kept.</summary>
internal static class LearningRates
{
    private const double Warming = 0.3;
    private const double Start = 1 / 25.0; // of the peak: OneCycleLR's div_factor
    private const double End = Start / 1e4; // its final_div_factor

    /// <param name="law">How it moves.</param>
    /// <param name="peak">Its highest value.</param>
    /// <param name="step">From 0.</param>
    /// <param name="steps">In the whole training.</param>
    public static double At(LearningRate law, double peak, long step, long steps) =>
        peak
        * law switch
        {
            LearningRate.OneCycle => OneCycle(step, steps),
            LearningRate.Cosine => (1 + Math.Cos(Math.PI * step / steps)) / 2,
            LearningRate.Steps => 4 * step >= 3 * steps ? 0.01
            : 2 * step >= steps ? 0.1
            : 1,
            _ => 1,
        };

    private static double OneCycle(long step, long steps)
    {
        double top = Warming * steps - 1;
        double last = steps - 1;
        return step <= top ? Between(Start, 1, step / top)
            : step >= last ? End
            : Between(1, End, (step - top) / (last - top));
    }

    private static double Between(double from, double to, double share) =>
        to + (from - to) * (1 + Math.Cos(Math.PI * share)) / 2;
}
