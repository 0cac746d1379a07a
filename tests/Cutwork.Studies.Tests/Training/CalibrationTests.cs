namespace Cutwork.Studies.Tests.Training;

public class CalibrationTests
{
    [Fact]
    public void It_is_the_distance_of_confidence_and_accuracy_by_bins()
    {
        var calibration = new Calibration();
        Assert.Equal(0, calibration.Error);
        // Two in (14/15, 1], one right: |1 − 1.96| = 0.96; one in (0.4, 7/15], wrong: 0.45. Over 3 images.
        calibration.Add(0.98, true);
        calibration.Add(0.98, false);
        calibration.Add(0.45, false);
        Assert.Equal((0.96 + 0.45) / 3, calibration.Error, 12);
    }

    [Fact]
    public void Whoever_is_as_sure_as_right_has_none()
    {
        var calibration = new Calibration();
        for (int image = 0; image < 100; image++)
            calibration.Add(0.7, image % 10 < 7);
        Assert.Equal(0, calibration.Error, 12);
        calibration.Add(1, true);
        calibration.Add(0, false);
        Assert.Equal(0, calibration.Error, 12);
    }
}
